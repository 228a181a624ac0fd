using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "clock",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    offset_microseconds = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock", x => x.id);
                    table.CheckConstraint("ck_clock_one_row", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "lease",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    holder = table.Column<string>(type: "TEXT", nullable: false),
                    token = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lease", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "number_counters",
                columns: table => new
                {
                    series = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_counters", x => new { x.series, x.year });
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    parent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisations", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisations_organisations_parent_id",
                        column: x => x.parent_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "paper_counters",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    word = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_counters", x => new { x.organisation_id, x.word, x.year });
                });

            migrationBuilder.CreateTable(
                name: "policy_page_views",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    views = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_page_views", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "setting",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_setting", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    must_change_password = table.Column<bool>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<long>(type: "INTEGER", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "wf_alteration_plan",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    completed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_alteration_plan", x => x.id);
                    table.CheckConstraint("ck_wf_alteration_plan_id", "length(id) BETWEEN 1 AND 64 AND trim(id) <> ''");
                });

            migrationBuilder.CreateTable(
                name: "wf_definition",
                columns: table => new
                {
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_definition", x => x.definition_id);
                    table.CheckConstraint("ck_wf_definition_id", "length(definition_id) BETWEEN 1 AND 64 AND trim(definition_id) <> ''");
                });

            migrationBuilder.CreateTable(
                name: "wf_definition_event",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<short>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: true),
                    version_id = table.Column<string>(type: "TEXT", nullable: true),
                    from_version = table.Column<int>(type: "INTEGER", nullable: true),
                    person_id = table.Column<string>(type: "TEXT", nullable: true),
                    person_name = table.Column<string>(type: "TEXT", nullable: true),
                    account = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    warnings = table.Column<int>(type: "INTEGER", nullable: false),
                    request_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_definition_event", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "wf_event",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    key_hash = table.Column<string>(type: "TEXT", nullable: false),
                    instance_id = table.Column<string>(type: "TEXT", nullable: true),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: true),
                    payload = table.Column<string>(type: "TEXT", nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_event", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "wf_idem",
                columns: table => new
                {
                    scope = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    request_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    status_code = table.Column<int>(type: "INTEGER", nullable: false),
                    response = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_idem", x => new { x.scope, x.key });
                });

            migrationBuilder.CreateTable(
                name: "wf_publication_request",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    version_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    content_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", nullable: false),
                    requested_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    requested_by_account = table.Column<string>(type: "TEXT", nullable: true),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    warnings = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<short>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", nullable: true),
                    decided_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_publication_request", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "wf_work",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    lane = table.Column<short>(type: "INTEGER", nullable: false),
                    kind = table.Column<short>(type: "INTEGER", nullable: false),
                    visible_at = table.Column<long>(type: "INTEGER", nullable: false),
                    instance_id = table.Column<string>(type: "TEXT", nullable: true),
                    bookmark_id = table.Column<string>(type: "TEXT", nullable: true),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    lease_token = table.Column<Guid>(type: "TEXT", nullable: true),
                    payload = table.Column<string>(type: "TEXT", nullable: true),
                    dedupe_key = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_work", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_calendar_years",
                columns: table => new
                {
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    is_official = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_calendar_years", x => x.year);
                });

            migrationBuilder.CreateTable(
                name: "funds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    available = table.Column<long>(type: "INTEGER", nullable: false),
                    reserved = table.Column<long>(type: "INTEGER", nullable: false),
                    spent = table.Column<long>(type: "INTEGER", nullable: false),
                    entry_count = table.Column<int>(type: "INTEGER", nullable: false),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_funds", x => x.id);
                    table.CheckConstraint("ck_funds_available", "available >= 0");
                    table.CheckConstraint("ck_funds_reserved", "reserved >= 0");
                    table.ForeignKey(
                        name: "fk_funds_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "monthly_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    organisation_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    figures = table.Column<string>(type: "TEXT", nullable: false),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_monthly_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_monthly_reports_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "staff_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    active = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_members", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_members_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "survey_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    overall = table.Column<int>(type: "INTEGER", nullable: false),
                    speed = table.Column<int>(type: "INTEGER", nullable: false),
                    attitude = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_answers", x => x.id);
                    table.ForeignKey(
                        name: "fk_survey_answers_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "visit_samples",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    seed = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    algorithm = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    candidates = table.Column<string>(type: "TEXT", nullable: false),
                    candidates_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    drawn = table.Column<string>(type: "TEXT", nullable: false),
                    drawn_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    drawn_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_samples", x => x.id);
                    table.ForeignKey(
                        name: "fk_visit_samples_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "role_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    role_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_role_claims_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    provider_key = table.Column<string>(type: "TEXT", nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", nullable: true),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_roles",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_roles", x => new { x.user_id, x.role_id });
                    table.ForeignKey(
                        name: "fk_user_roles_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_user_roles_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wf_definition_version",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    is_latest = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_published = table.Column<bool>(type: "INTEGER", nullable: false),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    content_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", nullable: true),
                    published_by = table.Column<string>(type: "TEXT", nullable: true),
                    comment = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_definition_version", x => x.id);
                    table.CheckConstraint("ck_wf_definition_version_id", "length(id) BETWEEN 1 AND 64 AND trim(id) <> ''");
                    table.ForeignKey(
                        name: "fk_wf_definition_version_wf_definition_definition_id",
                        column: x => x.definition_id,
                        principalTable: "wf_definition",
                        principalColumn: "definition_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "work_calendar_days",
                columns: table => new
                {
                    date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    calendar_year = table.Column<int>(type: "INTEGER", nullable: false),
                    is_working_day = table.Column<bool>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_calendar_days", x => new { x.calendar_year, x.date });
                    table.ForeignKey(
                        name: "fk_work_calendar_days_work_calendar_years_calendar_year",
                        column: x => x.calendar_year,
                        principalTable: "work_calendar_years",
                        principalColumn: "year",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "monthly_report_recipients",
                columns: table => new
                {
                    receiver = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    monthly_report_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    method = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    sent_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    sent_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_monthly_report_recipients", x => new { x.monthly_report_id, x.receiver });
                    table.ForeignKey(
                        name: "fk_monthly_report_recipients_monthly_reports_monthly_report_id",
                        column: x => x.monthly_report_id,
                        principalTable: "monthly_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organisation_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    name_before = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    name_after = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisation_changes_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organisation_changes_staff_members_by_person_id",
                        column: x => x.by_person_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outreach_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    held_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    topic = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    reached = table.Column<int>(type: "INTEGER", nullable: false),
                    found = table.Column<int>(type: "INTEGER", nullable: true),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    recorded_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outreach_records", x => x.id);
                    table.ForeignKey(
                        name: "fk_outreach_records_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_outreach_records_staff_members_recorded_by",
                        column: x => x.recorded_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    fund_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    made_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    checked_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_batches", x => x.id);
                    table.ForeignKey(
                        name: "fk_payment_batches_funds_fund_id",
                        column: x => x.fund_id,
                        principalTable: "funds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payment_batches_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payment_batches_staff_members_checked_by",
                        column: x => x.checked_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payment_batches_staff_members_made_by",
                        column: x => x.made_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "policy_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    pack_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    programme = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    organisation = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    effective_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    added_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true),
                    withdrawn_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_policy_versions_staff_members_added_by",
                        column: x => x.added_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_policy_versions_staff_members_withdrawn_by",
                        column: x => x.withdrawn_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_targets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    households = table.Column<int>(type: "INTEGER", nullable: true),
                    people = table.Column<int>(type: "INTEGER", nullable: true),
                    citation = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    set_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    set_at = table.Column<long>(type: "INTEGER", nullable: false),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_targets", x => x.id);
                    table.ForeignKey(
                        name: "fk_programme_targets_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_programme_targets_staff_members_set_by",
                        column: x => x.set_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "register_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    encoding = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    separator = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    mapping = table.Column<string>(type: "TEXT", nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    is_complete = table.Column<bool>(type: "INTEGER", nullable: false),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    rows_read = table.Column<int>(type: "INTEGER", nullable: false),
                    rows_accepted = table.Column<int>(type: "INTEGER", nullable: false),
                    uploaded_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    uploaded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_register_imports", x => x.id);
                    table.ForeignKey(
                        name: "fk_register_imports_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_register_imports_staff_members_uploaded_by",
                        column: x => x.uploaded_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "staff_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    roles_before = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    roles_after = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    organisation_before = table.Column<Guid>(type: "TEXT", nullable: true),
                    organisation_after = table.Column<Guid>(type: "TEXT", nullable: true),
                    name_before = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    name_after = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_changes_organisations_organisation_after",
                        column: x => x.organisation_after,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_staff_changes_organisations_organisation_before",
                        column: x => x.organisation_before,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_staff_changes_staff_members_by_person_id",
                        column: x => x.by_person_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_staff_changes_staff_members_person_id",
                        column: x => x.person_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "staff_relatives",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    staff_person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    relation = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    id_number_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id_number_mask = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    id_number_index = table.Column<byte[]>(type: "BLOB", nullable: false),
                    open_index = table.Column<byte[]>(type: "BLOB", nullable: true),
                    declared_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    declared_at = table.Column<long>(type: "INTEGER", nullable: false),
                    removed_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    removed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    removed_because = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_relatives", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_relatives_staff_members_declared_by",
                        column: x => x.declared_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_staff_relatives_staff_members_removed_by",
                        column: x => x.removed_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_staff_relatives_staff_members_staff_person_id",
                        column: x => x.staff_person_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stand_ins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    absent_person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stand_in_person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    set_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    set_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stand_ins", x => x.id);
                    table.ForeignKey(
                        name: "fk_stand_ins_staff_members_absent_person_id",
                        column: x => x.absent_person_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stand_ins_staff_members_stand_in_person_id",
                        column: x => x.stand_in_person_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "template_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    title_english = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    author = table.Column<Guid>(type: "TEXT", nullable: true),
                    edited_at = table.Column<long>(type: "INTEGER", nullable: false),
                    previewed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    published_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_template_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_template_versions_staff_members_author",
                        column: x => x.author,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_template_versions_staff_members_published_by",
                        column: x => x.published_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "union_contacts",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    set_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    set_at = table.Column<long>(type: "INTEGER", nullable: false),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_union_contacts", x => x.organisation_id);
                    table.ForeignKey(
                        name: "fk_union_contacts_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_union_contacts_staff_members_person_id",
                        column: x => x.person_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "wf_draft_editor",
                columns: table => new
                {
                    version_id = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    person_name = table.Column<string>(type: "TEXT", nullable: true),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_draft_editor", x => new { x.version_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_wf_draft_editor_wf_definition_version_version_id",
                        column: x => x.version_id,
                        principalTable: "wf_definition_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wf_instance",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    version_id = table.Column<string>(type: "TEXT", nullable: false),
                    definition_version = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<short>(type: "INTEGER", nullable: false),
                    sub_status = table.Column<short>(type: "INTEGER", nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    parent_instance_id = table.Column<string>(type: "TEXT", nullable: true),
                    singleton_key = table.Column<string>(type: "TEXT", nullable: true),
                    incident_count = table.Column<int>(type: "INTEGER", nullable: false),
                    journal_sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_instance", x => x.id);
                    table.CheckConstraint("ck_wf_instance_id", "length(id) BETWEEN 1 AND 64 AND trim(id) <> ''");
                    table.ForeignKey(
                        name: "fk_wf_instance_wf_definition_version_version_id",
                        column: x => x.version_id,
                        principalTable: "wf_definition_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "wf_trigger",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    version_id = table.Column<string>(type: "TEXT", nullable: false),
                    activity_id = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    key_hash = table.Column<string>(type: "TEXT", nullable: false),
                    spec = table.Column<string>(type: "TEXT", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", nullable: true),
                    next_fire_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_trigger", x => x.id);
                    table.CheckConstraint("ck_wf_trigger_id", "length(id) BETWEEN 1 AND 64 AND trim(id) <> ''");
                    table.ForeignKey(
                        name: "fk_wf_trigger_wf_definition_version_version_id",
                        column: x => x.version_id,
                        principalTable: "wf_definition_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "payment_result_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    batch_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    accepted = table.Column<int>(type: "INTEGER", nullable: false),
                    refused = table.Column<int>(type: "INTEGER", nullable: false),
                    rows = table.Column<string>(type: "TEXT", nullable: false),
                    imported_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    imported_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_result_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_payment_result_files_payment_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "payment_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payment_result_files_staff_members_imported_by",
                        column: x => x.imported_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "register_files",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_register_files", x => x.import_id);
                    table.ForeignKey(
                        name: "fk_register_files_register_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "register_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "register_import_errors",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    field = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    arguments = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_register_import_errors", x => new { x.import_id, x.line, x.field });
                    table.ForeignKey(
                        name: "fk_register_import_errors_register_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "register_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wf_bookmark",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    instance_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: true),
                    activity_id = table.Column<string>(type: "TEXT", nullable: false),
                    node_id = table.Column<string>(type: "TEXT", nullable: false),
                    activity_execution_id = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_bookmark", x => x.id);
                    table.CheckConstraint("ck_wf_bookmark_id", "length(id) BETWEEN 1 AND 64 AND trim(id) <> ''");
                    table.ForeignKey(
                        name: "fk_wf_bookmark_wf_instance_instance_id",
                        column: x => x.instance_id,
                        principalTable: "wf_instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wf_incident",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    instance_id = table.Column<string>(type: "TEXT", nullable: false),
                    activity_execution_id = table.Column<string>(type: "TEXT", nullable: false),
                    activity_id = table.Column<string>(type: "TEXT", nullable: false),
                    node_id = table.Column<string>(type: "TEXT", nullable: false),
                    activity_type = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: false),
                    exception_type = table.Column<string>(type: "TEXT", nullable: true),
                    timestamp = table.Column<long>(type: "INTEGER", nullable: false),
                    resolved_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_incident", x => x.id);
                    table.CheckConstraint("ck_wf_incident_id", "length(id) BETWEEN 1 AND 64 AND trim(id) <> ''");
                    table.ForeignKey(
                        name: "fk_wf_incident_wf_instance_instance_id",
                        column: x => x.instance_id,
                        principalTable: "wf_instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wf_journal",
                columns: table => new
                {
                    instance_id = table.Column<string>(type: "TEXT", nullable: false),
                    seq = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    activity_execution_id = table.Column<string>(type: "TEXT", nullable: false),
                    parent_execution_id = table.Column<string>(type: "TEXT", nullable: true),
                    node_id = table.Column<string>(type: "TEXT", nullable: false),
                    @event = table.Column<short>(name: "event", type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: true),
                    data = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_journal", x => new { x.instance_id, x.seq });
                    table.ForeignKey(
                        name: "fk_wf_journal_wf_instance_instance_id",
                        column: x => x.instance_id,
                        principalTable: "wf_instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wf_state",
                columns: table => new
                {
                    instance_id = table.Column<string>(type: "TEXT", nullable: false),
                    data = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_state", x => x.instance_id);
                    table.ForeignKey(
                        name: "fk_wf_state_wf_instance_instance_id",
                        column: x => x.instance_id,
                        principalTable: "wf_instance",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "aid_cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_number = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    programme = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    registered_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    loss_cause = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    loss_amount = table.Column<long>(type: "INTEGER", nullable: true),
                    loss_occurred_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    loss_compensation = table.Column<long>(type: "INTEGER", nullable: true),
                    declarations = table.Column<string>(type: "TEXT", nullable: false),
                    causes = table.Column<string>(type: "TEXT", nullable: true),
                    dwellings = table.Column<int>(type: "INTEGER", nullable: true),
                    policy_version_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    archive_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    intake_instance_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    consent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    open_applicant_index = table.Column<byte[]>(type: "BLOB", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aid_cases", x => x.id);
                    table.ForeignKey(
                        name: "fk_aid_cases_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_aid_cases_policy_versions_policy_version_id",
                        column: x => x.policy_version_id,
                        principalTable: "policy_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_aid_cases_staff_members_registered_by",
                        column: x => x.registered_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "aid_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    self_paid_amount = table.Column<long>(type: "INTEGER", nullable: true),
                    total_cost = table.Column<long>(type: "INTEGER", nullable: true),
                    reimbursed = table.Column<long>(type: "INTEGER", nullable: true),
                    member_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    workflow_instance_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aid_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_aid_requests_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "applicants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    employer = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    id_number_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id_number_mask = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    id_number_index = table.Column<byte[]>(type: "BLOB", nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    phone_mask = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_applicants", x => x.id);
                    table.ForeignKey(
                        name: "fk_applicants_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "assisted_applications",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    helper = table.Column<Guid>(type: "TEXT", nullable: false),
                    manner = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assisted_applications", x => x.case_id);
                    table.ForeignKey(
                        name: "fk_assisted_applications_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assisted_applications_staff_members_helper",
                        column: x => x.helper,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    need = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    file_name_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    uploaded_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    uploaded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attachments", x => x.id);
                    table.ForeignKey(
                        name: "fk_attachments_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attachments_staff_members_decided_by",
                        column: x => x.decided_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attachments_staff_members_uploaded_by",
                        column: x => x.uploaded_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bank_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    bank_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    account_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    number_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number_mask = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    number_index = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_accounts", x => x.id);
                    table.ForeignKey(
                        name: "fk_bank_accounts_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_assessments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    policy_version_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    assessed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    tier = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    barred_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    facts = table.Column<string>(type: "TEXT", nullable: false),
                    result = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_assessments", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_assessments_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_case_assessments_policy_versions_policy_version_id",
                        column: x => x.policy_version_id,
                        principalTable: "policy_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_warnings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    request_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    data = table.Column<string>(type: "TEXT", nullable: false),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_warnings", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_warnings_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "doubt_flags",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    raised_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: false),
                    cleared_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    cleared_at = table.Column<long>(type: "INTEGER", nullable: true),
                    cleared_because = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_doubt_flags", x => x.id);
                    table.ForeignKey(
                        name: "fk_doubt_flags_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "household_archives",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    archive_number = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    state_since = table.Column<long>(type: "INTEGER", nullable: false),
                    origin = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    tier = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    paper_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false),
                    merged_into_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    paper_in_step_at = table.Column<long>(type: "INTEGER", nullable: true),
                    erased_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_household_archives", x => x.id);
                    table.ForeignKey(
                        name: "fk_household_archives_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_household_archives_household_archives_merged_into_id",
                        column: x => x.merged_into_id,
                        principalTable: "household_archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_household_archives_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "household_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    relation = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    school = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    id_number_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id_number_mask = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    id_number_index = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_household_members", x => x.id);
                    table.ForeignKey(
                        name: "fk_household_members_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "human_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    case_number = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    workflow_instance_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    bookmark_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    activity_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    outcomes = table.Column<string>(type: "TEXT", nullable: false),
                    form = table.Column<string>(type: "TEXT", nullable: true),
                    sign_rule = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    refusal = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false, defaultValue: "OneDecides"),
                    excluded_persons = table.Column<string>(type: "TEXT", nullable: false),
                    exclude_earlier_steps = table.Column<string>(type: "TEXT", nullable: false),
                    assignee_person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    assigned_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    due_explanation = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    comment = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    form_data = table.Column<string>(type: "TEXT", nullable: true),
                    completed_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    completed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false),
                    copy_to = table.Column<string>(type: "TEXT", nullable: false, defaultValueSql: "'[]'"),
                    urged_at = table.Column<long>(type: "INTEGER", nullable: true),
                    urged_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    urges = table.Column<int>(type: "INTEGER", nullable: false),
                    reminders = table.Column<int>(type: "INTEGER", nullable: false),
                    escalated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    batch_allowed = table.Column<bool>(type: "INTEGER", nullable: false),
                    batch_up_to = table.Column<long>(type: "INTEGER", nullable: true),
                    amount = table.Column<long>(type: "INTEGER", nullable: true),
                    step_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false, defaultValue: "Step"),
                    is_named = table.Column<bool>(type: "INTEGER", nullable: false),
                    added_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    request = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    waits_for = table.Column<Guid>(type: "TEXT", nullable: true),
                    return_to = table.Column<string>(type: "TEXT", nullable: false, defaultValueSql: "'[]'")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_human_tasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_human_tasks_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_human_tasks_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "income_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    member_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    annual_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    origin = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false, defaultValue: "Declared"),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_income_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_income_lines_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "letters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    step = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    reasons = table.Column<string>(type: "TEXT", nullable: false),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false),
                    delivery_method = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    delivered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    delivered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_letters", x => x.id);
                    table.ForeignKey(
                        name: "fk_letters_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    organisation_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    masked_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    tier = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    kinds = table.Column<string>(type: "TEXT", nullable: false),
                    working_days = table.Column<int>(type: "INTEGER", nullable: false),
                    working_days_before = table.Column<int>(type: "INTEGER", nullable: false),
                    started_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    deadline_explanation = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    state_since = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    text_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    paper_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    bookmark_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notices", x => x.id);
                    table.ForeignKey(
                        name: "fk_notices_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "paper_deferrals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    need = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    granted_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    granted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_deferrals", x => x.id);
                    table.ForeignKey(
                        name: "fk_paper_deferrals_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_paper_deferrals_staff_members_granted_by",
                        column: x => x.granted_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "register_comparisons",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    registers = table.Column<string>(type: "TEXT", nullable: false),
                    lines = table.Column<string>(type: "TEXT", nullable: false),
                    result = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    compared_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    compared_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_register_comparisons", x => x.id);
                    table.ForeignKey(
                        name: "fk_register_comparisons_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "register_extracts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    id_number_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id_number_mask = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    id_number_index = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    facts = table.Column<string>(type: "TEXT", nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    import_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    source_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    source_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    entered_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    entered_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_register_extracts", x => x.id);
                    table.ForeignKey(
                        name: "fk_register_extracts_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_register_extracts_register_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "register_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rigid_expenses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    member_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    annual_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    origin = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false, defaultValue: "Declared"),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rigid_expenses", x => x.id);
                    table.ForeignKey(
                        name: "fk_rigid_expenses_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "survey_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    issued_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_used = table.Column<bool>(type: "INTEGER", nullable: false),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_codes", x => x.id);
                    table.ForeignKey(
                        name: "fk_survey_codes_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "awards",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    request_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_level = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_awards", x => x.id);
                    table.ForeignKey(
                        name: "fk_awards_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_awards_aid_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "aid_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "archive_destructions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    archive_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    proposed_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    proposed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    confirmed_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archive_destructions", x => x.id);
                    table.ForeignKey(
                        name: "fk_archive_destructions_household_archives_archive_id",
                        column: x => x.archive_id,
                        principalTable: "household_archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_archive_destructions_staff_members_proposed_by",
                        column: x => x.proposed_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "archive_exits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    archive_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    pending_archive_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    route = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    begun_at = table.Column<long>(type: "INTEGER", nullable: false),
                    begun_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    request_signed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    visitors = table.Column<string>(type: "TEXT", nullable: false),
                    worker_signed = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    sign_note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    months_proven = table.Column<int>(type: "INTEGER", nullable: true),
                    notice_letter_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    delivery_method = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    delivered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    delivered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    appeal_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    appeal_ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    bookmark_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archive_exits", x => x.id);
                    table.ForeignKey(
                        name: "fk_archive_exits_household_archives_archive_id",
                        column: x => x.archive_id,
                        principalTable: "household_archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "archive_incomes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    archive_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    per_head = table.Column<long>(type: "INTEGER", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    recorded_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archive_incomes", x => x.id);
                    table.ForeignKey(
                        name: "fk_archive_incomes_household_archives_archive_id",
                        column: x => x.archive_id,
                        principalTable: "household_archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_archive_incomes_staff_members_recorded_by",
                        column: x => x.recorded_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "archive_merges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    survivor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    merged_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    their_months = table.Column<string>(type: "TEXT", nullable: false),
                    merged_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    merged_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archive_merges", x => x.id);
                    table.ForeignKey(
                        name: "fk_archive_merges_household_archives_merged_id",
                        column: x => x.merged_id,
                        principalTable: "household_archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_archive_merges_household_archives_survivor_id",
                        column: x => x.survivor_id,
                        principalTable: "household_archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_archive_merges_staff_members_merged_by",
                        column: x => x.merged_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "archive_people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    archive_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    is_holder = table.Column<bool>(type: "INTEGER", nullable: false),
                    id_number_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id_number_mask = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    id_number_index = table.Column<byte[]>(type: "BLOB", nullable: false),
                    open_index = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archive_people", x => x.id);
                    table.ForeignKey(
                        name: "fk_archive_people_household_archives_archive_id",
                        column: x => x.archive_id,
                        principalTable: "household_archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "archive_transfers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    archive_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    pending_archive_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    from_organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    to_organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    to_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    proposed_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    proposed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archive_transfers", x => x.id);
                    table.ForeignKey(
                        name: "fk_archive_transfers_household_archives_archive_id",
                        column: x => x.archive_id,
                        principalTable: "household_archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_archive_transfers_organisations_to_organisation_id",
                        column: x => x.to_organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_archive_transfers_staff_members_proposed_by",
                        column: x => x.proposed_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "produced_papers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    serial = table.Column<int>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    archive_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    template_version = table.Column<int>(type: "INTEGER", nullable: false),
                    facts_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    produced_at = table.Column<long>(type: "INTEGER", nullable: false),
                    produced_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_produced_papers", x => x.id);
                    table.ForeignKey(
                        name: "fk_produced_papers_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_produced_papers_household_archives_archive_id",
                        column: x => x.archive_id,
                        principalTable: "household_archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_produced_papers_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_produced_papers_staff_members_produced_by",
                        column: x => x.produced_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "visits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    archive_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    visitors = table.Column<string>(type: "TEXT", nullable: false),
                    visited_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    conclusion = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    findings = table.Column<string>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visits", x => x.id);
                    table.CheckConstraint("ck_visits_of_somebody", "case_id IS NOT NULL OR archive_id IS NOT NULL");
                    table.ForeignKey(
                        name: "fk_visits_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visits_household_archives_archive_id",
                        column: x => x.archive_id,
                        principalTable: "household_archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "human_task_drafts",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    form_data = table.Column<string>(type: "TEXT", nullable: true),
                    saved_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_human_task_drafts", x => new { x.task_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_human_task_drafts_human_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "human_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "human_task_participants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    request = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    human_task_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_human_task_participants", x => x.id);
                    table.ForeignKey(
                        name: "fk_human_task_participants_human_tasks_human_task_id",
                        column: x => x.human_task_id,
                        principalTable: "human_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "human_task_signatures",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    human_task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    on_behalf_of = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_human_task_signatures", x => new { x.human_task_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_human_task_signatures_human_tasks_human_task_id",
                        column: x => x.human_task_id,
                        principalTable: "human_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "objections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    notice_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    text_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    contact_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objections", x => x.id);
                    table.ForeignKey(
                        name: "fk_objections_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_objections_notices_notice_id",
                        column: x => x.notice_id,
                        principalTable: "notices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    award_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    payee_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    bank_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    account_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_mask = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    failure_reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    failed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    corrected_at = table.Column<long>(type: "INTEGER", nullable: true),
                    paid_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    paid_at = table.Column<long>(type: "INTEGER", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments", x => x.id);
                    table.ForeignKey(
                        name: "fk_payments_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_payments_awards_award_id",
                        column: x => x.award_id,
                        principalTable: "awards",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "exit_appeals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    exit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    archive_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    receiver = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    received_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    grounds_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    receiver_may_decide = table.Column<bool>(type: "INTEGER", nullable: false),
                    decision = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", nullable: false),
                    result_letter_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    delivery_method = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    delivered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    delivered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exit_appeals", x => x.id);
                    table.ForeignKey(
                        name: "fk_exit_appeals_archive_exits_exit_id",
                        column: x => x.exit_id,
                        principalTable: "archive_exits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_exit_appeals_household_archives_archive_id",
                        column: x => x.archive_id,
                        principalTable: "household_archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_exit_appeals_staff_members_received_by",
                        column: x => x.received_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "paper_contents",
                columns: table => new
                {
                    paper_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_contents", x => x.paper_id);
                    table.ForeignKey(
                        name: "fk_paper_contents_produced_papers_paper_id",
                        column: x => x.paper_id,
                        principalTable: "produced_papers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    human_task_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false),
                    archive_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    letter_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    notice_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    objection_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    payment_batch_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_events_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_events_household_archives_archive_id",
                        column: x => x.archive_id,
                        principalTable: "household_archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_events_human_tasks_human_task_id",
                        column: x => x.human_task_id,
                        principalTable: "human_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_events_letters_letter_id",
                        column: x => x.letter_id,
                        principalTable: "letters",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_events_notices_notice_id",
                        column: x => x.notice_id,
                        principalTable: "notices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_events_objections_objection_id",
                        column: x => x.objection_id,
                        principalTable: "objections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_events_payment_batches_payment_batch_id",
                        column: x => x.payment_batch_id,
                        principalTable: "payment_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "fund_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fund_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    available_after = table.Column<long>(type: "INTEGER", nullable: false),
                    reserved_after = table.Column<long>(type: "INTEGER", nullable: false),
                    spent_after = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    batch_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    payment_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    paid_payment_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fund_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_fund_entries_funds_fund_id",
                        column: x => x.fund_id,
                        principalTable: "funds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_fund_entries_payment_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "payment_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_fund_entries_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_fund_entries_staff_members_person_id",
                        column: x => x.person_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_attempts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    batch_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    payment_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    live_payment_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    payment_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    payee_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    bank_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    account_mask = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    bank_day = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_attempts", x => x.id);
                    table.ForeignKey(
                        name: "fk_payment_attempts_payment_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "payment_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payment_attempts_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_aid_cases_archive_id",
                table: "aid_cases",
                column: "archive_id");

            migrationBuilder.CreateIndex(
                name: "ix_aid_cases_case_number",
                table: "aid_cases",
                column: "case_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_aid_cases_intake_instance_id",
                table: "aid_cases",
                column: "intake_instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_aid_cases_open_applicant_index",
                table: "aid_cases",
                column: "open_applicant_index",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_aid_cases_opened_at",
                table: "aid_cases",
                column: "opened_at");

            migrationBuilder.CreateIndex(
                name: "ix_aid_cases_organisation_id",
                table: "aid_cases",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_aid_cases_organisation_path_status",
                table: "aid_cases",
                columns: new[] { "organisation_path", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_aid_cases_policy_version_id",
                table: "aid_cases",
                column: "policy_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_aid_cases_registered_by",
                table: "aid_cases",
                column: "registered_by");

            migrationBuilder.CreateIndex(
                name: "ix_aid_requests_case_id",
                table: "aid_requests",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_aid_requests_workflow_instance_id",
                table: "aid_requests",
                column: "workflow_instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_applicants_case_id",
                table: "applicants",
                column: "case_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_applicants_id_number_index",
                table: "applicants",
                column: "id_number_index");

            migrationBuilder.CreateIndex(
                name: "ix_applicants_name",
                table: "applicants",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_archive_destructions_archive_id",
                table: "archive_destructions",
                column: "archive_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_archive_destructions_proposed_by",
                table: "archive_destructions",
                column: "proposed_by");

            migrationBuilder.CreateIndex(
                name: "ix_archive_exits_archive_id",
                table: "archive_exits",
                column: "archive_id");

            migrationBuilder.CreateIndex(
                name: "ix_archive_exits_organisation_path_begun_at",
                table: "archive_exits",
                columns: new[] { "organisation_path", "begun_at" });

            migrationBuilder.CreateIndex(
                name: "ix_archive_exits_pending_archive_id",
                table: "archive_exits",
                column: "pending_archive_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_archive_incomes_archive_id_year_month",
                table: "archive_incomes",
                columns: new[] { "archive_id", "year", "month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_archive_incomes_recorded_by",
                table: "archive_incomes",
                column: "recorded_by");

            migrationBuilder.CreateIndex(
                name: "ix_archive_merges_merged_by",
                table: "archive_merges",
                column: "merged_by");

            migrationBuilder.CreateIndex(
                name: "ix_archive_merges_merged_id",
                table: "archive_merges",
                column: "merged_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_archive_merges_survivor_id",
                table: "archive_merges",
                column: "survivor_id");

            migrationBuilder.CreateIndex(
                name: "ix_archive_people_archive_id",
                table: "archive_people",
                column: "archive_id");

            migrationBuilder.CreateIndex(
                name: "ix_archive_people_id_number_index",
                table: "archive_people",
                column: "id_number_index");

            migrationBuilder.CreateIndex(
                name: "ix_archive_people_open_index",
                table: "archive_people",
                column: "open_index",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_archive_transfers_archive_id",
                table: "archive_transfers",
                column: "archive_id");

            migrationBuilder.CreateIndex(
                name: "ix_archive_transfers_pending_archive_id",
                table: "archive_transfers",
                column: "pending_archive_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_archive_transfers_proposed_by",
                table: "archive_transfers",
                column: "proposed_by");

            migrationBuilder.CreateIndex(
                name: "ix_archive_transfers_to_organisation_id",
                table: "archive_transfers",
                column: "to_organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_archive_transfers_to_path_state",
                table: "archive_transfers",
                columns: new[] { "to_path", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_assisted_applications_helper",
                table: "assisted_applications",
                column: "helper");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_case_id",
                table: "attachments",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_decided_by",
                table: "attachments",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_uploaded_by",
                table: "attachments",
                column: "uploaded_by");

            migrationBuilder.CreateIndex(
                name: "ix_awards_case_id",
                table: "awards",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_awards_request_id",
                table: "awards",
                column: "request_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bank_accounts_case_id",
                table: "bank_accounts",
                column: "case_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bank_accounts_number_index",
                table: "bank_accounts",
                column: "number_index");

            migrationBuilder.CreateIndex(
                name: "ix_case_assessments_case_id_number",
                table: "case_assessments",
                columns: new[] { "case_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_assessments_policy_version_id",
                table: "case_assessments",
                column: "policy_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_events_archive_id",
                table: "case_events",
                column: "archive_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_events_case_id_at",
                table: "case_events",
                columns: new[] { "case_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_case_events_human_task_id",
                table: "case_events",
                column: "human_task_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_events_letter_id",
                table: "case_events",
                column: "letter_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_events_notice_id",
                table: "case_events",
                column: "notice_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_events_objection_id",
                table: "case_events",
                column: "objection_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_events_payment_batch_id",
                table: "case_events",
                column: "payment_batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_warnings_case_id",
                table: "case_warnings",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_doubt_flags_case_id_cleared_at",
                table: "doubt_flags",
                columns: new[] { "case_id", "cleared_at" });

            migrationBuilder.CreateIndex(
                name: "ix_exit_appeals_archive_id",
                table: "exit_appeals",
                column: "archive_id");

            migrationBuilder.CreateIndex(
                name: "ix_exit_appeals_exit_id",
                table: "exit_appeals",
                column: "exit_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_exit_appeals_organisation_path_received_at",
                table: "exit_appeals",
                columns: new[] { "organisation_path", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_exit_appeals_received_by",
                table: "exit_appeals",
                column: "received_by");

            migrationBuilder.CreateIndex(
                name: "ix_fund_entries_batch_id",
                table: "fund_entries",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_fund_entries_fund_id_number",
                table: "fund_entries",
                columns: new[] { "fund_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fund_entries_paid_payment_id",
                table: "fund_entries",
                column: "paid_payment_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fund_entries_payment_id",
                table: "fund_entries",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_fund_entries_person_id",
                table: "fund_entries",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_funds_organisation_id_name",
                table: "funds",
                columns: new[] { "organisation_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_funds_organisation_path",
                table: "funds",
                column: "organisation_path");

            migrationBuilder.CreateIndex(
                name: "ix_household_archives_archive_number",
                table: "household_archives",
                column: "archive_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_household_archives_case_id",
                table: "household_archives",
                column: "case_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_household_archives_merged_into_id",
                table: "household_archives",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_household_archives_organisation_id",
                table: "household_archives",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_household_archives_organisation_path_state",
                table: "household_archives",
                columns: new[] { "organisation_path", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_household_members_case_id",
                table: "household_members",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_household_members_id_number_index",
                table: "household_members",
                column: "id_number_index");

            migrationBuilder.CreateIndex(
                name: "ix_human_task_participants_human_task_id",
                table: "human_task_participants",
                column: "human_task_id");

            migrationBuilder.CreateIndex(
                name: "ix_human_task_participants_person_id_kind_ended_at",
                table: "human_task_participants",
                columns: new[] { "person_id", "kind", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_human_tasks_bookmark_id",
                table: "human_tasks",
                column: "bookmark_id");

            migrationBuilder.CreateIndex(
                name: "ix_human_tasks_case_id",
                table: "human_tasks",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_human_tasks_organisation_id",
                table: "human_tasks",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_human_tasks_status_assignee_person_id",
                table: "human_tasks",
                columns: new[] { "status", "assignee_person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_human_tasks_status_due_at",
                table: "human_tasks",
                columns: new[] { "status", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_human_tasks_status_organisation_id_role",
                table: "human_tasks",
                columns: new[] { "status", "organisation_id", "role" });

            migrationBuilder.CreateIndex(
                name: "ix_human_tasks_step_id",
                table: "human_tasks",
                column: "step_id");

            migrationBuilder.CreateIndex(
                name: "ix_human_tasks_workflow_instance_id",
                table: "human_tasks",
                column: "workflow_instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_income_lines_case_id",
                table: "income_lines",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_letters_case_id",
                table: "letters",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_monthly_reports_organisation_id_year_month",
                table: "monthly_reports",
                columns: new[] { "organisation_id", "year", "month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notices_case_id",
                table: "notices",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_notices_state_ends_at",
                table: "notices",
                columns: new[] { "state", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_objections_case_id",
                table: "objections",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_objections_notice_id",
                table: "objections",
                column: "notice_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_changes_by_person_id",
                table: "organisation_changes",
                column: "by_person_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_changes_organisation_id_id",
                table: "organisation_changes",
                columns: new[] { "organisation_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_organisations_code",
                table: "organisations",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisations_parent_id",
                table: "organisations",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_path",
                table: "organisations",
                column: "path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outreach_records_organisation_id",
                table: "outreach_records",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_outreach_records_organisation_path_held_on",
                table: "outreach_records",
                columns: new[] { "organisation_path", "held_on" });

            migrationBuilder.CreateIndex(
                name: "ix_outreach_records_recorded_by",
                table: "outreach_records",
                column: "recorded_by");

            migrationBuilder.CreateIndex(
                name: "ix_paper_deferrals_case_id_need",
                table: "paper_deferrals",
                columns: new[] { "case_id", "need" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_paper_deferrals_granted_by",
                table: "paper_deferrals",
                column: "granted_by");

            migrationBuilder.CreateIndex(
                name: "ix_paper_deferrals_until",
                table: "paper_deferrals",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "ix_payment_attempts_batch_id_line",
                table: "payment_attempts",
                columns: new[] { "batch_id", "line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payment_attempts_live_payment_id",
                table: "payment_attempts",
                column: "live_payment_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payment_attempts_payment_id",
                table: "payment_attempts",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_payment_batches_checked_by",
                table: "payment_batches",
                column: "checked_by");

            migrationBuilder.CreateIndex(
                name: "ix_payment_batches_fund_id",
                table: "payment_batches",
                column: "fund_id");

            migrationBuilder.CreateIndex(
                name: "ix_payment_batches_made_by",
                table: "payment_batches",
                column: "made_by");

            migrationBuilder.CreateIndex(
                name: "ix_payment_batches_number",
                table: "payment_batches",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payment_batches_organisation_id",
                table: "payment_batches",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_payment_batches_organisation_path_made_at",
                table: "payment_batches",
                columns: new[] { "organisation_path", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_result_files_batch_id",
                table: "payment_result_files",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_payment_result_files_file_hash",
                table: "payment_result_files",
                column: "file_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payment_result_files_imported_by",
                table: "payment_result_files",
                column: "imported_by");

            migrationBuilder.CreateIndex(
                name: "ix_payments_award_id",
                table: "payments",
                column: "award_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payments_case_id",
                table: "payments",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_payments_number",
                table: "payments",
                column: "number",
                unique: true,
                filter: "number <> ''");

            migrationBuilder.CreateIndex(
                name: "ix_payments_status_created_at",
                table: "payments",
                columns: new[] { "status", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_added_by",
                table: "policy_versions",
                column: "added_by");

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_pack_key_effective_from",
                table: "policy_versions",
                columns: new[] { "pack_key", "effective_from" },
                unique: true,
                filter: "withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_pack_key_number",
                table: "policy_versions",
                columns: new[] { "pack_key", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_programme",
                table: "policy_versions",
                column: "programme");

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_withdrawn_by",
                table: "policy_versions",
                column: "withdrawn_by");

            migrationBuilder.CreateIndex(
                name: "ix_produced_papers_archive_id",
                table: "produced_papers",
                column: "archive_id");

            migrationBuilder.CreateIndex(
                name: "ix_produced_papers_case_id",
                table: "produced_papers",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_produced_papers_kind_subject_id_facts_hash",
                table: "produced_papers",
                columns: new[] { "kind", "subject_id", "facts_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_produced_papers_organisation_id_kind_year_serial",
                table: "produced_papers",
                columns: new[] { "organisation_id", "kind", "year", "serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_produced_papers_produced_by",
                table: "produced_papers",
                column: "produced_by");

            migrationBuilder.CreateIndex(
                name: "ix_produced_papers_subject_id",
                table: "produced_papers",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_programme_targets_organisation_id_year_kind",
                table: "programme_targets",
                columns: new[] { "organisation_id", "year", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_targets_set_by",
                table: "programme_targets",
                column: "set_by");

            migrationBuilder.CreateIndex(
                name: "ix_register_comparisons_case_id_number",
                table: "register_comparisons",
                columns: new[] { "case_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_register_extracts_case_id",
                table: "register_extracts",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_register_extracts_id_number_index_kind",
                table: "register_extracts",
                columns: new[] { "id_number_index", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_register_extracts_import_id",
                table: "register_extracts",
                column: "import_id");

            migrationBuilder.CreateIndex(
                name: "ix_register_imports_organisation_id_kind_file_hash",
                table: "register_imports",
                columns: new[] { "organisation_id", "kind", "file_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_register_imports_organisation_path_uploaded_at",
                table: "register_imports",
                columns: new[] { "organisation_path", "uploaded_at" });

            migrationBuilder.CreateIndex(
                name: "ix_register_imports_uploaded_by",
                table: "register_imports",
                column: "uploaded_by");

            migrationBuilder.CreateIndex(
                name: "ix_rigid_expenses_case_id",
                table: "rigid_expenses",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_role_claims_role_id",
                table: "role_claims",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "role_name_index",
                table: "roles",
                column: "normalized_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_changes_by_person_id",
                table: "staff_changes",
                column: "by_person_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_changes_organisation_after",
                table: "staff_changes",
                column: "organisation_after");

            migrationBuilder.CreateIndex(
                name: "ix_staff_changes_organisation_before",
                table: "staff_changes",
                column: "organisation_before");

            migrationBuilder.CreateIndex(
                name: "ix_staff_changes_person_id_id",
                table: "staff_changes",
                columns: new[] { "person_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_staff_members_organisation_id",
                table: "staff_members",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_relatives_declared_by",
                table: "staff_relatives",
                column: "declared_by");

            migrationBuilder.CreateIndex(
                name: "ix_staff_relatives_id_number_index",
                table: "staff_relatives",
                column: "id_number_index");

            migrationBuilder.CreateIndex(
                name: "ix_staff_relatives_open_index",
                table: "staff_relatives",
                column: "open_index");

            migrationBuilder.CreateIndex(
                name: "ix_staff_relatives_removed_by",
                table: "staff_relatives",
                column: "removed_by");

            migrationBuilder.CreateIndex(
                name: "ix_staff_relatives_staff_person_id_open_index",
                table: "staff_relatives",
                columns: new[] { "staff_person_id", "open_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stand_ins_absent_person_id_last_day",
                table: "stand_ins",
                columns: new[] { "absent_person_id", "last_day" });

            migrationBuilder.CreateIndex(
                name: "ix_stand_ins_stand_in_person_id_last_day",
                table: "stand_ins",
                columns: new[] { "stand_in_person_id", "last_day" });

            migrationBuilder.CreateIndex(
                name: "ix_survey_answers_organisation_id",
                table: "survey_answers",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_survey_answers_organisation_path_month",
                table: "survey_answers",
                columns: new[] { "organisation_path", "month" });

            migrationBuilder.CreateIndex(
                name: "ix_survey_codes_case_id",
                table: "survey_codes",
                column: "case_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_survey_codes_hash",
                table: "survey_codes",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_template_versions_author",
                table: "template_versions",
                column: "author");

            migrationBuilder.CreateIndex(
                name: "ix_template_versions_kind",
                table: "template_versions",
                column: "kind",
                unique: true,
                filter: "published_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_template_versions_kind_number",
                table: "template_versions",
                columns: new[] { "kind", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_template_versions_published_by",
                table: "template_versions",
                column: "published_by");

            migrationBuilder.CreateIndex(
                name: "ix_union_contacts_person_id",
                table: "union_contacts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_roles_role_id",
                table: "user_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "email_index",
                table: "users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "user_name_index",
                table: "users",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_visit_samples_organisation_id",
                table: "visit_samples",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_visit_samples_organisation_path_year",
                table: "visit_samples",
                columns: new[] { "organisation_path", "year" });

            migrationBuilder.CreateIndex(
                name: "ix_visits_archive_id",
                table: "visits",
                column: "archive_id");

            migrationBuilder.CreateIndex(
                name: "ix_visits_case_id_purpose",
                table: "visits",
                columns: new[] { "case_id", "purpose" });

            migrationBuilder.CreateIndex(
                name: "ix_visits_task_id_purpose",
                table: "visits",
                columns: new[] { "task_id", "purpose" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_wf_bookmark_instance_id",
                table: "wf_bookmark",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_wf_bookmark_name_hash",
                table: "wf_bookmark",
                columns: new[] { "name", "hash" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_definition_event_at",
                table: "wf_definition_event",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_wf_definition_event_definition_id_at",
                table: "wf_definition_event",
                columns: new[] { "definition_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_definition_version_definition_id_version",
                table: "wf_definition_version",
                columns: new[] { "definition_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_wf_definition_version_latest",
                table: "wf_definition_version",
                column: "definition_id",
                unique: true,
                filter: "is_latest");

            migrationBuilder.CreateIndex(
                name: "ux_wf_definition_version_published",
                table: "wf_definition_version",
                column: "definition_id",
                unique: true,
                filter: "is_published");

            migrationBuilder.CreateIndex(
                name: "ix_wf_event_expires_at",
                table: "wf_event",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_wf_event_kind_key_hash",
                table: "wf_event",
                columns: new[] { "kind", "key_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_idem_expires_at",
                table: "wf_idem",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_wf_incident_instance_id",
                table: "wf_incident",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_correlation_id",
                table: "wf_instance",
                column: "correlation_id");

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_counts",
                table: "wf_instance",
                columns: new[] { "definition_id", "status", "sub_status", "definition_version", "incident_count" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_finished_at_id",
                table: "wf_instance",
                columns: new[] { "finished_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_list",
                table: "wf_instance",
                columns: new[] { "id", "status", "sub_status", "definition_id", "definition_version", "incident_count", "created_at", "finished_at", "name", "correlation_id" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_name_id",
                table: "wf_instance",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_parent_instance_id",
                table: "wf_instance",
                column: "parent_instance_id",
                filter: "parent_instance_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_updated_at_id",
                table: "wf_instance",
                columns: new[] { "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_version_id",
                table: "wf_instance",
                column: "version_id");

            migrationBuilder.CreateIndex(
                name: "ux_wf_instance_singleton_key",
                table: "wf_instance",
                column: "singleton_key",
                unique: true,
                filter: "singleton_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_wf_publication_request_waiting",
                table: "wf_publication_request",
                column: "definition_id",
                unique: true,
                filter: "status = 0");

            migrationBuilder.CreateIndex(
                name: "ix_wf_trigger_definition_id_activity_id_key_hash",
                table: "wf_trigger",
                columns: new[] { "definition_id", "activity_id", "key_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_wf_trigger_kind_key_hash",
                table: "wf_trigger",
                columns: new[] { "kind", "key_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_trigger_next_fire_at",
                table: "wf_trigger",
                column: "next_fire_at",
                filter: "next_fire_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_wf_trigger_version_id",
                table: "wf_trigger",
                column: "version_id");

            migrationBuilder.CreateIndex(
                name: "ix_wf_work_dedupe_key",
                table: "wf_work",
                column: "dedupe_key",
                unique: true,
                filter: "dedupe_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_wf_work_instance_id",
                table: "wf_work",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_wf_work_lane_visible_at",
                table: "wf_work",
                columns: new[] { "lane", "visible_at" });

            migrationBuilder.AddForeignKey(
                name: "fk_aid_cases_household_archives_archive_id",
                table: "aid_cases",
                column: "archive_id",
                principalTable: "household_archives",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_aid_cases_household_archives_archive_id",
                table: "aid_cases");

            migrationBuilder.DropTable(
                name: "applicants");

            migrationBuilder.DropTable(
                name: "archive_destructions");

            migrationBuilder.DropTable(
                name: "archive_incomes");

            migrationBuilder.DropTable(
                name: "archive_merges");

            migrationBuilder.DropTable(
                name: "archive_people");

            migrationBuilder.DropTable(
                name: "archive_transfers");

            migrationBuilder.DropTable(
                name: "assisted_applications");

            migrationBuilder.DropTable(
                name: "attachments");

            migrationBuilder.DropTable(
                name: "bank_accounts");

            migrationBuilder.DropTable(
                name: "case_assessments");

            migrationBuilder.DropTable(
                name: "case_events");

            migrationBuilder.DropTable(
                name: "case_warnings");

            migrationBuilder.DropTable(
                name: "clock");

            migrationBuilder.DropTable(
                name: "doubt_flags");

            migrationBuilder.DropTable(
                name: "exit_appeals");

            migrationBuilder.DropTable(
                name: "fund_entries");

            migrationBuilder.DropTable(
                name: "household_members");

            migrationBuilder.DropTable(
                name: "human_task_drafts");

            migrationBuilder.DropTable(
                name: "human_task_participants");

            migrationBuilder.DropTable(
                name: "human_task_signatures");

            migrationBuilder.DropTable(
                name: "income_lines");

            migrationBuilder.DropTable(
                name: "lease");

            migrationBuilder.DropTable(
                name: "monthly_report_recipients");

            migrationBuilder.DropTable(
                name: "number_counters");

            migrationBuilder.DropTable(
                name: "organisation_changes");

            migrationBuilder.DropTable(
                name: "outreach_records");

            migrationBuilder.DropTable(
                name: "paper_contents");

            migrationBuilder.DropTable(
                name: "paper_counters");

            migrationBuilder.DropTable(
                name: "paper_deferrals");

            migrationBuilder.DropTable(
                name: "payment_attempts");

            migrationBuilder.DropTable(
                name: "payment_result_files");

            migrationBuilder.DropTable(
                name: "policy_page_views");

            migrationBuilder.DropTable(
                name: "programme_targets");

            migrationBuilder.DropTable(
                name: "register_comparisons");

            migrationBuilder.DropTable(
                name: "register_extracts");

            migrationBuilder.DropTable(
                name: "register_files");

            migrationBuilder.DropTable(
                name: "register_import_errors");

            migrationBuilder.DropTable(
                name: "rigid_expenses");

            migrationBuilder.DropTable(
                name: "role_claims");

            migrationBuilder.DropTable(
                name: "setting");

            migrationBuilder.DropTable(
                name: "staff_changes");

            migrationBuilder.DropTable(
                name: "staff_relatives");

            migrationBuilder.DropTable(
                name: "stand_ins");

            migrationBuilder.DropTable(
                name: "survey_answers");

            migrationBuilder.DropTable(
                name: "survey_codes");

            migrationBuilder.DropTable(
                name: "template_versions");

            migrationBuilder.DropTable(
                name: "union_contacts");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_roles");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "visit_samples");

            migrationBuilder.DropTable(
                name: "visits");

            migrationBuilder.DropTable(
                name: "wf_alteration_plan");

            migrationBuilder.DropTable(
                name: "wf_bookmark");

            migrationBuilder.DropTable(
                name: "wf_definition_event");

            migrationBuilder.DropTable(
                name: "wf_draft_editor");

            migrationBuilder.DropTable(
                name: "wf_event");

            migrationBuilder.DropTable(
                name: "wf_idem");

            migrationBuilder.DropTable(
                name: "wf_incident");

            migrationBuilder.DropTable(
                name: "wf_journal");

            migrationBuilder.DropTable(
                name: "wf_publication_request");

            migrationBuilder.DropTable(
                name: "wf_state");

            migrationBuilder.DropTable(
                name: "wf_trigger");

            migrationBuilder.DropTable(
                name: "wf_work");

            migrationBuilder.DropTable(
                name: "work_calendar_days");

            migrationBuilder.DropTable(
                name: "letters");

            migrationBuilder.DropTable(
                name: "objections");

            migrationBuilder.DropTable(
                name: "archive_exits");

            migrationBuilder.DropTable(
                name: "human_tasks");

            migrationBuilder.DropTable(
                name: "monthly_reports");

            migrationBuilder.DropTable(
                name: "produced_papers");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "payment_batches");

            migrationBuilder.DropTable(
                name: "register_imports");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "wf_instance");

            migrationBuilder.DropTable(
                name: "work_calendar_years");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "awards");

            migrationBuilder.DropTable(
                name: "funds");

            migrationBuilder.DropTable(
                name: "wf_definition_version");

            migrationBuilder.DropTable(
                name: "aid_requests");

            migrationBuilder.DropTable(
                name: "wf_definition");

            migrationBuilder.DropTable(
                name: "household_archives");

            migrationBuilder.DropTable(
                name: "aid_cases");

            migrationBuilder.DropTable(
                name: "policy_versions");

            migrationBuilder.DropTable(
                name: "staff_members");

            migrationBuilder.DropTable(
                name: "organisations");
        }
    }
}
