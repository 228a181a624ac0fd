using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ArchiveKeeping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "changed_at",
                table: "household_archives",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "erased_at",
                table: "household_archives",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into_id",
                table: "household_archives",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "paper_in_step_at",
                table: "household_archives",
                type: "INTEGER",
                nullable: true);

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

            migrationBuilder.CreateIndex(
                name: "ix_household_archives_merged_into_id",
                table: "household_archives",
                column: "merged_into_id");

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

            migrationBuilder.AddForeignKey(
                name: "fk_household_archives_household_archives_merged_into_id",
                table: "household_archives",
                column: "merged_into_id",
                principalTable: "household_archives",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_household_archives_household_archives_merged_into_id",
                table: "household_archives");

            migrationBuilder.DropTable(
                name: "archive_destructions");

            migrationBuilder.DropTable(
                name: "archive_merges");

            migrationBuilder.DropTable(
                name: "archive_transfers");

            migrationBuilder.DropIndex(
                name: "ix_household_archives_merged_into_id",
                table: "household_archives");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "household_archives");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "household_archives");

            migrationBuilder.DropColumn(
                name: "merged_into_id",
                table: "household_archives");

            migrationBuilder.DropColumn(
                name: "paper_in_step_at",
                table: "household_archives");
        }
    }
}
