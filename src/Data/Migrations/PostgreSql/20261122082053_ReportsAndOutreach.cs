using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ReportsAndOutreach : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "assisted_applications",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_path = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    helper = table.Column<Guid>(type: "uuid", nullable: false),
                    manner = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                name: "outreach_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    topic = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reached = table.Column<int>(type: "integer", nullable: false),
                    found = table.Column<int>(type: "integer", nullable: true),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_path = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                name: "policy_page_views",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    views = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_page_views", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "programme_targets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_path = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    households = table.Column<int>(type: "integer", nullable: true),
                    people = table.Column<int>(type: "integer", nullable: true),
                    citation = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    set_by = table.Column<Guid>(type: "uuid", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    row_version = table.Column<long>(type: "bigint", nullable: false)
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
                name: "survey_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_path = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    overall = table.Column<int>(type: "integer", nullable: false),
                    speed = table.Column<int>(type: "integer", nullable: false),
                    attitude = table.Column<int>(type: "integer", nullable: false)
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
                name: "survey_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_path = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_used = table.Column<bool>(type: "boolean", nullable: false),
                    row_version = table.Column<long>(type: "bigint", nullable: false)
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
                name: "union_contacts",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    phone = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    set_by = table.Column<Guid>(type: "uuid", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    row_version = table.Column<long>(type: "bigint", nullable: false)
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

            migrationBuilder.CreateIndex(
                name: "ix_assisted_applications_helper",
                table: "assisted_applications",
                column: "helper");

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
                name: "ix_programme_targets_organisation_id_year_kind",
                table: "programme_targets",
                columns: new[] { "organisation_id", "year", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_targets_set_by",
                table: "programme_targets",
                column: "set_by");

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
                name: "ix_union_contacts_person_id",
                table: "union_contacts",
                column: "person_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "assisted_applications");

            migrationBuilder.DropTable(
                name: "outreach_records");

            migrationBuilder.DropTable(
                name: "policy_page_views");

            migrationBuilder.DropTable(
                name: "programme_targets");

            migrationBuilder.DropTable(
                name: "survey_answers");

            migrationBuilder.DropTable(
                name: "survey_codes");

            migrationBuilder.DropTable(
                name: "union_contacts");
        }
    }
}
