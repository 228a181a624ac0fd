using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "origin",
                table: "rigid_expenses",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "evidence",
                table: "income_lines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "origin",
                table: "income_lines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "loss_compensation",
                table: "aid_cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "wf_event",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    key_hash = table.Column<string>(type: "TEXT", nullable: false),
                    instance_id = table.Column<string>(type: "TEXT", nullable: true),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: true),
                    payload = table.Column<string>(type: "TEXT", nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
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
