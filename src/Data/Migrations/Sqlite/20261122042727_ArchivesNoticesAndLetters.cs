using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ArchivesNoticesAndLetters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "archive_id",
                table: "case_events",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "letter_id",
                table: "case_events",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "notice_id",
                table: "case_events",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "objection_id",
                table: "case_events",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "archive_id",
                table: "aid_cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "intake_instance_id",
                table: "aid_cases",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

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
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
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
                        name: "fk_household_archives_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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

            migrationBuilder.CreateIndex(
                name: "ix_case_events_archive_id",
                table: "case_events",
                column: "archive_id");

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
                name: "ix_aid_cases_archive_id",
                table: "aid_cases",
                column: "archive_id");

            migrationBuilder.CreateIndex(
                name: "ix_aid_cases_intake_instance_id",
                table: "aid_cases",
                column: "intake_instance_id");

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
                name: "ix_household_archives_organisation_id",
                table: "household_archives",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_household_archives_organisation_path_state",
                table: "household_archives",
                columns: new[] { "organisation_path", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_letters_case_id",
                table: "letters",
                column: "case_id");

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

            migrationBuilder.AddForeignKey(
                name: "fk_aid_cases_household_archives_archive_id",
                table: "aid_cases",
                column: "archive_id",
                principalTable: "household_archives",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_case_events_household_archives_archive_id",
                table: "case_events",
                column: "archive_id",
                principalTable: "household_archives",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_case_events_letters_letter_id",
                table: "case_events",
                column: "letter_id",
                principalTable: "letters",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_case_events_notices_notice_id",
                table: "case_events",
                column: "notice_id",
                principalTable: "notices",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_case_events_objections_objection_id",
                table: "case_events",
                column: "objection_id",
                principalTable: "objections",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_aid_cases_household_archives_archive_id",
                table: "aid_cases");

            migrationBuilder.DropForeignKey(
                name: "fk_case_events_household_archives_archive_id",
                table: "case_events");

            migrationBuilder.DropForeignKey(
                name: "fk_case_events_letters_letter_id",
                table: "case_events");

            migrationBuilder.DropForeignKey(
                name: "fk_case_events_notices_notice_id",
                table: "case_events");

            migrationBuilder.DropForeignKey(
                name: "fk_case_events_objections_objection_id",
                table: "case_events");

            migrationBuilder.DropTable(
                name: "archive_incomes");

            migrationBuilder.DropTable(
                name: "archive_people");

            migrationBuilder.DropTable(
                name: "letters");

            migrationBuilder.DropTable(
                name: "objections");

            migrationBuilder.DropTable(
                name: "household_archives");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropIndex(
                name: "ix_case_events_archive_id",
                table: "case_events");

            migrationBuilder.DropIndex(
                name: "ix_case_events_letter_id",
                table: "case_events");

            migrationBuilder.DropIndex(
                name: "ix_case_events_notice_id",
                table: "case_events");

            migrationBuilder.DropIndex(
                name: "ix_case_events_objection_id",
                table: "case_events");

            migrationBuilder.DropIndex(
                name: "ix_aid_cases_archive_id",
                table: "aid_cases");

            migrationBuilder.DropIndex(
                name: "ix_aid_cases_intake_instance_id",
                table: "aid_cases");

            migrationBuilder.DropColumn(
                name: "archive_id",
                table: "case_events");

            migrationBuilder.DropColumn(
                name: "letter_id",
                table: "case_events");

            migrationBuilder.DropColumn(
                name: "notice_id",
                table: "case_events");

            migrationBuilder.DropColumn(
                name: "objection_id",
                table: "case_events");

            migrationBuilder.DropColumn(
                name: "archive_id",
                table: "aid_cases");

            migrationBuilder.DropColumn(
                name: "intake_instance_id",
                table: "aid_cases");
        }
    }
}
