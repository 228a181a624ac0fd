using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.Sqlite
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
                columns: new[] { "id", "status", "sub_status", "definition_id", "definition_version", "incident_count", "created_at", "finished_at", "name", "correlation_id" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_name_id",
                table: "wf_instance",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_updated_at_id",
                table: "wf_instance",
                columns: new[] { "updated_at", "id" });
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
                name: "ix_wf_instance_name_id",
                table: "wf_instance");

            migrationBuilder.DropIndex(
                name: "ix_wf_instance_updated_at_id",
                table: "wf_instance");

            migrationBuilder.CreateIndex(
                name: "ix_wf_instance_definition_id_status_created_at",
                table: "wf_instance",
                columns: new[] { "definition_id", "status", "created_at" },
                descending: new[] { false, false, true });
        }
    }
}
