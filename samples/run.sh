#!/usr/bin/env bash
# Submits every sample to a running server, completes each task as the right demo account, and prints the path each took.
#   AID_URL=http://localhost:5080 AID_PASSWORD=... samples/run.sh [--run NAME] [--patient] [--as-written] [FILE ...]
exec node "$(dirname "$0")/run.mjs" "$@"
