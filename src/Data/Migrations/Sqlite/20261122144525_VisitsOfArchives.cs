using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class VisitsOfArchives : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "case_id",
                table: "visits",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<Guid>(
                name: "archive_id",
                table: "visits",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_visits_archive_id",
                table: "visits",
                column: "archive_id");

            migrationBuilder.AddCheckConstraint(
                name: "ck_visits_of_somebody",
                table: "visits",
                sql: "case_id IS NOT NULL OR archive_id IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "fk_visits_household_archives_archive_id",
                table: "visits",
                column: "archive_id",
                principalTable: "household_archives",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_visits_household_archives_archive_id",
                table: "visits");

            migrationBuilder.DropIndex(
                name: "ix_visits_archive_id",
                table: "visits");

            migrationBuilder.DropCheckConstraint(
                name: "ck_visits_of_somebody",
                table: "visits");

            migrationBuilder.DropColumn(
                name: "archive_id",
                table: "visits");

            migrationBuilder.AlterColumn<Guid>(
                name: "case_id",
                table: "visits",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
