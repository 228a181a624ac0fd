using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class PoliciesAndAssessments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "origin",
                table: "rigid_expenses",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Declared",
                oldClrType: typeof(int),
                oldType: "integer");

            migrationBuilder.AlterColumn<string>(
                name: "evidence",
                table: "rigid_expenses",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "origin",
                table: "income_lines",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Declared",
                oldClrType: typeof(int),
                oldType: "integer");

            migrationBuilder.AlterColumn<string>(
                name: "evidence",
                table: "income_lines",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "reimbursed",
                table: "aid_requests",
                type: "numeric(18,2)",
                precision: 18,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "total_cost",
                table: "aid_requests",
                type: "numeric(18,2)",
                precision: 18,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "causes",
                table: "aid_cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "dwellings",
                table: "aid_cases",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "policy_version_id",
                table: "aid_cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "policy_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pack_key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    programme = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    organisation = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    title = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "date", nullable: true),
                    content = table.Column<string>(type: "text", nullable: false),
                    comment = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: true),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<Guid>(type: "uuid", nullable: true)
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
                name: "case_assessments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    policy_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    tier = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    barred_until = table.Column<DateOnly>(type: "date", nullable: true),
                    facts = table.Column<string>(type: "text", nullable: false),
                    result = table.Column<string>(type: "text", nullable: false)
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

            migrationBuilder.CreateIndex(
                name: "ix_aid_cases_policy_version_id",
                table: "aid_cases",
                column: "policy_version_id");

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

            migrationBuilder.AddForeignKey(
                name: "fk_aid_cases_policy_versions_policy_version_id",
                table: "aid_cases",
                column: "policy_version_id",
                principalTable: "policy_versions",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_aid_cases_policy_versions_policy_version_id",
                table: "aid_cases");

            migrationBuilder.DropTable(
                name: "case_assessments");

            migrationBuilder.DropTable(
                name: "policy_versions");

            migrationBuilder.DropIndex(
                name: "ix_aid_cases_policy_version_id",
                table: "aid_cases");

            migrationBuilder.DropColumn(
                name: "reimbursed",
                table: "aid_requests");

            migrationBuilder.DropColumn(
                name: "total_cost",
                table: "aid_requests");

            migrationBuilder.DropColumn(
                name: "causes",
                table: "aid_cases");

            migrationBuilder.DropColumn(
                name: "dwellings",
                table: "aid_cases");

            migrationBuilder.DropColumn(
                name: "policy_version_id",
                table: "aid_cases");

            migrationBuilder.AlterColumn<int>(
                name: "origin",
                table: "rigid_expenses",
                type: "integer",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(20)",
                oldMaxLength: 20,
                oldDefaultValue: "Declared");

            migrationBuilder.AlterColumn<string>(
                name: "evidence",
                table: "rigid_expenses",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200,
                oldNullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "origin",
                table: "income_lines",
                type: "integer",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(20)",
                oldMaxLength: 20,
                oldDefaultValue: "Declared");

            migrationBuilder.AlterColumn<string>(
                name: "evidence",
                table: "income_lines",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200,
                oldNullable: true);
        }
    }
}
