using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Triggers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "wf_trigger",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    definition_id = table.Column<string>(type: "text", nullable: false),
                    version_id = table.Column<string>(type: "text", nullable: false),
                    activity_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    key_hash = table.Column<string>(type: "text", nullable: false),
                    spec = table.Column<string>(type: "text", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: true),
                    next_fire_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wf_trigger");
        }
    }
}
