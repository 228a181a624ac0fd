using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TaskOperations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "added_by",
                table: "human_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "amount",
                table: "human_tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "batch_allowed",
                table: "human_tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "batch_up_to",
                table: "human_tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "copy_to",
                table: "human_tasks",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<long>(
                name: "escalated_at",
                table: "human_tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_named",
                table: "human_tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "position",
                table: "human_tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "purpose",
                table: "human_tasks",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "Step");

            migrationBuilder.AddColumn<string>(
                name: "refusal",
                table: "human_tasks",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "OneDecides");

            migrationBuilder.AddColumn<int>(
                name: "reminders",
                table: "human_tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "request",
                table: "human_tasks",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "return_to",
                table: "human_tasks",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<Guid>(
                name: "step_id",
                table: "human_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "urged_at",
                table: "human_tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "urged_by",
                table: "human_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "urges",
                table: "human_tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "waits_for",
                table: "human_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "on_behalf_of",
                table: "human_task_signatures",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "human_task_drafts",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    form_data = table.Column<string>(type: "TEXT", nullable: true),
                    saved_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_human_task_drafts", x => new { x.task_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_human_task_drafts_human_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "human_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "human_task_participants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    by_person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    request = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    human_task_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_human_task_participants", x => x.id);
                    table.ForeignKey(
                        name: "fk_human_task_participants_human_tasks_human_task_id",
                        column: x => x.human_task_id,
                        principalTable: "human_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stand_ins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    absent_person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stand_in_person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    set_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    set_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stand_ins", x => x.id);
                    table.ForeignKey(
                        name: "fk_stand_ins_staff_members_absent_person_id",
                        column: x => x.absent_person_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stand_ins_staff_members_stand_in_person_id",
                        column: x => x.stand_in_person_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_human_tasks_step_id",
                table: "human_tasks",
                column: "step_id");

            migrationBuilder.CreateIndex(
                name: "ix_human_task_participants_human_task_id",
                table: "human_task_participants",
                column: "human_task_id");

            migrationBuilder.CreateIndex(
                name: "ix_human_task_participants_person_id_kind_ended_at",
                table: "human_task_participants",
                columns: new[] { "person_id", "kind", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_stand_ins_absent_person_id_last_day",
                table: "stand_ins",
                columns: new[] { "absent_person_id", "last_day" });

            migrationBuilder.CreateIndex(
                name: "ix_stand_ins_stand_in_person_id_last_day",
                table: "stand_ins",
                columns: new[] { "stand_in_person_id", "last_day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "human_task_drafts");

            migrationBuilder.DropTable(
                name: "human_task_participants");

            migrationBuilder.DropTable(
                name: "stand_ins");

            migrationBuilder.DropIndex(
                name: "ix_human_tasks_step_id",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "added_by",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "amount",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "batch_allowed",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "batch_up_to",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "copy_to",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "escalated_at",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "is_named",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "position",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "purpose",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "refusal",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "reminders",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "request",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "return_to",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "step_id",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "urged_at",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "urged_by",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "urges",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "waits_for",
                table: "human_tasks");

            migrationBuilder.DropColumn(
                name: "on_behalf_of",
                table: "human_task_signatures");
        }
    }
}
