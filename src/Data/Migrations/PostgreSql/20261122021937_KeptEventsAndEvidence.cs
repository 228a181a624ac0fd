using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AidWorkflows.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class KeptEventsAndEvidence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "evidence",
                table: "rigid_expenses",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "origin",
                table: "rigid_expenses",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "evidence",
                table: "income_lines",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "origin",
                table: "income_lines",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<decimal>(
                name: "loss_compensation",
                table: "aid_cases",
                type: "numeric(18,2)",
                precision: 18,
                scale: 2,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "wf_event",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "text", nullable: false),
                    key_hash = table.Column<string>(type: "text", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: true),
                    correlation_id = table.Column<string>(type: "text", nullable: true),
                    payload = table.Column<string>(type: "text", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_event", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_wf_event_expires_at",
                table: "wf_event",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_wf_event_kind_key_hash",
                table: "wf_event",
                columns: new[] { "kind", "key_hash" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wf_event");

            migrationBuilder.DropColumn(
                name: "evidence",
                table: "rigid_expenses");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "rigid_expenses");

            migrationBuilder.DropColumn(
                name: "evidence",
                table: "income_lines");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "income_lines");

            migrationBuilder.DropColumn(
                name: "loss_compensation",
                table: "aid_cases");
        }
    }
}
