using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PublishingTasksAndPolicies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "evidence",
                table: "rigid_expenses",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "rigid_expenses",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "Declared");

            migrationBuilder.AddColumn<string>(
                name: "evidence",
                table: "income_lines",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "income_lines",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "Declared");

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

            migrationBuilder.AddColumn<long>(
                name: "reimbursed",
                table: "aid_requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "total_cost",
                table: "aid_requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "causes",
                table: "aid_cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "dwellings",
                table: "aid_cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "loss_compensation",
                table: "aid_cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "policy_version_id",
                table: "aid_cases",
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
                name: "policy_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    pack_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    programme = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    organisation = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    effective_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    added_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true),
                    withdrawn_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_policy_versions_staff_members_added_by",
                        column: x => x.added_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_policy_versions_staff_members_withdrawn_by",
                        column: x => x.withdrawn_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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

            migrationBuilder.CreateTable(
                name: "wf_alteration_plan",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    completed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_alteration_plan", x => x.id);
                    table.CheckConstraint("ck_wf_alteration_plan_id", "length(id) BETWEEN 1 AND 64 AND trim(id) <> ''");
                });

            migrationBuilder.CreateTable(
                name: "wf_definition_event",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<short>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: true),
                    version_id = table.Column<string>(type: "TEXT", nullable: true),
                    from_version = table.Column<int>(type: "INTEGER", nullable: true),
                    person_id = table.Column<string>(type: "TEXT", nullable: true),
                    person_name = table.Column<string>(type: "TEXT", nullable: true),
                    account = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    warnings = table.Column<int>(type: "INTEGER", nullable: false),
                    request_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_definition_event", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "wf_draft_editor",
                columns: table => new
                {
                    version_id = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    person_name = table.Column<string>(type: "TEXT", nullable: true),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_draft_editor", x => new { x.version_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_wf_draft_editor_wf_definition_version_version_id",
                        column: x => x.version_id,
                        principalTable: "wf_definition_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

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

            migrationBuilder.CreateTable(
                name: "wf_publication_request",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    definition_id = table.Column<string>(type: "TEXT", nullable: false),
                    version_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    content_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", nullable: false),
                    requested_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    requested_by_account = table.Column<string>(type: "TEXT", nullable: true),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    warnings = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<short>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", nullable: true),
                    decided_by_name = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wf_publication_request", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "case_assessments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    policy_version_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    assessed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    tier = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    barred_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    facts = table.Column<string>(type: "TEXT", nullable: false),
                    result = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_assessments", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_assessments_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_case_assessments_policy_versions_policy_version_id",
                        column: x => x.policy_version_id,
                        principalTable: "policy_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_human_tasks_step_id",
                table: "human_tasks",
                column: "step_id");

            migrationBuilder.CreateIndex(
                name: "ix_aid_cases_policy_version_id",
                table: "aid_cases",
                column: "policy_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_assessments_case_id_number",
                table: "case_assessments",
                columns: new[] { "case_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_assessments_policy_version_id",
                table: "case_assessments",
                column: "policy_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_human_task_participants_human_task_id",
                table: "human_task_participants",
                column: "human_task_id");

            migrationBuilder.CreateIndex(
                name: "ix_human_task_participants_person_id_kind_ended_at",
                table: "human_task_participants",
                columns: new[] { "person_id", "kind", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_added_by",
                table: "policy_versions",
                column: "added_by");

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_pack_key_effective_from",
                table: "policy_versions",
                columns: new[] { "pack_key", "effective_from" },
                unique: true,
                filter: "withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_pack_key_number",
                table: "policy_versions",
                columns: new[] { "pack_key", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_programme",
                table: "policy_versions",
                column: "programme");

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_withdrawn_by",
                table: "policy_versions",
                column: "withdrawn_by");

            migrationBuilder.CreateIndex(
                name: "ix_stand_ins_absent_person_id_last_day",
                table: "stand_ins",
                columns: new[] { "absent_person_id", "last_day" });

            migrationBuilder.CreateIndex(
                name: "ix_stand_ins_stand_in_person_id_last_day",
                table: "stand_ins",
                columns: new[] { "stand_in_person_id", "last_day" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_definition_event_at",
                table: "wf_definition_event",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_wf_definition_event_definition_id_at",
                table: "wf_definition_event",
                columns: new[] { "definition_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_wf_event_expires_at",
                table: "wf_event",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_wf_event_kind_key_hash",
                table: "wf_event",
                columns: new[] { "kind", "key_hash" });

            migrationBuilder.CreateIndex(
                name: "ux_wf_publication_request_waiting",
                table: "wf_publication_request",
                column: "definition_id",
                unique: true,
                filter: "status = 0");

            migrationBuilder.AddForeignKey(
                name: "fk_aid_cases_policy_versions_policy_version_id",
                table: "aid_cases",
                column: "policy_version_id",
                principalTable: "policy_versions",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_aid_cases_policy_versions_policy_version_id",
                table: "aid_cases");

            migrationBuilder.DropTable(
                name: "case_assessments");

            migrationBuilder.DropTable(
                name: "human_task_drafts");

            migrationBuilder.DropTable(
                name: "human_task_participants");

            migrationBuilder.DropTable(
                name: "stand_ins");

            migrationBuilder.DropTable(
                name: "wf_alteration_plan");

            migrationBuilder.DropTable(
                name: "wf_definition_event");

            migrationBuilder.DropTable(
                name: "wf_draft_editor");

            migrationBuilder.DropTable(
                name: "wf_event");

            migrationBuilder.DropTable(
                name: "wf_publication_request");

            migrationBuilder.DropTable(
                name: "policy_versions");

            migrationBuilder.DropIndex(
                name: "ix_human_tasks_step_id",
                table: "human_tasks");

            migrationBuilder.DropIndex(
                name: "ix_aid_cases_policy_version_id",
                table: "aid_cases");

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

            migrationBuilder.DropColumn(
                name: "reimbursed",
                table: "aid_requests");

            migrationBuilder.DropColumn(
                name: "total_cost",
                table: "aid_requests");

            migrationBuilder.DropColumn(
                name: "causes",
                table: "aid_cases");

            migrationBuilder.DropColumn(
                name: "dwellings",
                table: "aid_cases");

            migrationBuilder.DropColumn(
                name: "loss_compensation",
                table: "aid_cases");

            migrationBuilder.DropColumn(
                name: "policy_version_id",
                table: "aid_cases");
        }
    }
}
