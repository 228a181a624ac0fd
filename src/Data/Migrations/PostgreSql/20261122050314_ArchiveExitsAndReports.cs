using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ArchiveExitsAndReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "archive_exits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    archive_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pending_archive_id = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation_path = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    route = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    begun_by = table.Column<Guid>(type: "uuid", nullable: true),
                    request_signed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    visitors = table.Column<string>(type: "text", nullable: false),
                    worker_signed = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    sign_note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    months_proven = table.Column<int>(type: "integer", nullable: true),
                    notice_letter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    delivery_method = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    delivered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    delivered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    appeal_until = table.Column<DateOnly>(type: "date", nullable: true),
                    appeal_ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    bookmark_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    row_version = table.Column<long>(type: "bigint", nullable: false)
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
                name: "monthly_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_path = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    organisation_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    figures = table.Column<string>(type: "text", nullable: false),
                    row_version = table.Column<long>(type: "bigint", nullable: false)
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
                name: "exit_appeals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    exit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    archive_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_path = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    receiver = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    received_by = table.Column<Guid>(type: "uuid", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    grounds_sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    receiver_may_decide = table.Column<bool>(type: "boolean", nullable: false),
                    decision = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: false),
                    result_letter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    delivery_method = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    delivered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    delivered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    row_version = table.Column<long>(type: "bigint", nullable: false)
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
                name: "monthly_report_recipients",
                columns: table => new
                {
                    receiver = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    monthly_report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    method = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    sent_on = table.Column<DateOnly>(type: "date", nullable: true),
                    sent_by = table.Column<Guid>(type: "uuid", nullable: true)
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
                name: "ix_monthly_reports_organisation_id_year_month",
                table: "monthly_reports",
                columns: new[] { "organisation_id", "year", "month" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "exit_appeals");

            migrationBuilder.DropTable(
                name: "monthly_report_recipients");

            migrationBuilder.DropTable(
                name: "archive_exits");

            migrationBuilder.DropTable(
                name: "monthly_reports");
        }
    }
}
