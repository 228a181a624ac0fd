using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class KeptEvents : Migration
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
