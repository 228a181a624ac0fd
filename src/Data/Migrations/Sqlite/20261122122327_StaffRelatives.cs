using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StaffRelatives : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "staff_relatives");
        }
    }
}
