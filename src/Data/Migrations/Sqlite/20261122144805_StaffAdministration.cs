using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StaffAdministration : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "closed_at",
                table: "organisations",
                type: "INTEGER",
                nullable: true);

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

            migrationBuilder.CreateIndex(
                name: "ix_organisation_changes_by_person_id",
                table: "organisation_changes",
                column: "by_person_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_changes_organisation_id_id",
                table: "organisation_changes",
                columns: new[] { "organisation_id", "id" });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "organisation_changes");

            migrationBuilder.DropTable(
                name: "staff_changes");

            migrationBuilder.DropColumn(
                name: "closed_at",
                table: "organisations");
        }
    }
}
