using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "Declared",
                oldClrType: typeof(int),
                oldType: "INTEGER");

            migrationBuilder.AlterColumn<string>(
                name: "origin",
                table: "income_lines",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "Declared",
                oldClrType: typeof(int),
                oldType: "INTEGER");

            migrationBuilder.AddColumn<long>(
                name: "reimbursed",
                table: "aid_requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "total_cost",
                table: "aid_requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "causes",
                table: "aid_cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "dwellings",
                table: "aid_cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "policy_version_id",
                table: "aid_cases",
                type: "TEXT",
                nullable: true);

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
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 20,
                oldDefaultValue: "Declared");

            migrationBuilder.AlterColumn<int>(
                name: "origin",
                table: "income_lines",
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 20,
                oldDefaultValue: "Declared");
        }
    }
}
