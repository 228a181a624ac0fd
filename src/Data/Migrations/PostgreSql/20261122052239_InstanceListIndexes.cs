using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class InstanceListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_wf_instance_definition_id_status_created_at",
                table: "wf_instance");

            migrationBuilder.AddColumn<string>(
                name: "name_start",
                table: "wf_instance",
                type: "text",
                nullable: true,
                computedColumnSql: "left(name, 200)",
                stored: true);

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "wf_instance",
                type: "text",
                nullable: false,
                computedColumnSql: "lower((coalesce(left(name, 200), '') || chr(10) || coalesce(left(correlation_id, 200), '') || chr(10) || id) COLLATE \"C\")",
                stored: true);

            migrationBuilder.AddColumn<int>(
                name: "updated_day",
                table: "wf_instance",
                type: "integer",
                nullable: false,
                computedColumnSql: "floor(extract(epoch FROM updated_at AT TIME ZONE 'UTC') / 86400)::integer",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_counts",
                table: "wf_instance",
                columns: new[] { "definition_id", "status", "sub_status", "definition_version", "incident_count" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_finished_at_id",
                table: "wf_instance",
                columns: new[] { "finished_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_list",
                table: "wf_instance",
                column: "id")
                .Annotation("Npgsql:IndexInclude", new[] { "status", "sub_status", "definition_id", "definition_version", "incident_count", "created_at", "finished_at", "search_text" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_name_start_id",
                table: "wf_instance",
                columns: new[] { "name_start", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_updated_day_id",
                table: "wf_instance",
                columns: new[] { "updated_day", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_wf_instance_counts",
                table: "wf_instance");

            migrationBuilder.DropIndex(
                name: "ix_wf_instance_finished_at_id",
                table: "wf_instance");

            migrationBuilder.DropIndex(
                name: "ix_wf_instance_list",
                table: "wf_instance");

            migrationBuilder.DropIndex(
                name: "ix_wf_instance_name_start_id",
                table: "wf_instance");

            migrationBuilder.DropIndex(
                name: "ix_wf_instance_updated_day_id",
                table: "wf_instance");

            migrationBuilder.DropColumn(
                name: "name_start",
                table: "wf_instance");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "wf_instance");

            migrationBuilder.DropColumn(
                name: "updated_day",
                table: "wf_instance");

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_definition_id_status_created_at",
                table: "wf_instance",
                columns: new[] { "definition_id", "status", "created_at" },
                descending: new[] { false, false, true });
        }
    }
}
