using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Papers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "paper_id",
                table: "notices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "text",
                table: "notices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "text_hash",
                table: "notices",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    need = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    file_name_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    uploaded_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    uploaded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attachments", x => x.id);
                    table.ForeignKey(
                        name: "fk_attachments_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attachments_staff_members_decided_by",
                        column: x => x.decided_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attachments_staff_members_uploaded_by",
                        column: x => x.uploaded_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "paper_counters",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    word = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_counters", x => new { x.organisation_id, x.word, x.year });
                });

            migrationBuilder.CreateTable(
                name: "paper_deferrals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    need = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    granted_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    granted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_deferrals", x => x.id);
                    table.ForeignKey(
                        name: "fk_paper_deferrals_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_paper_deferrals_staff_members_granted_by",
                        column: x => x.granted_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "produced_papers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    serial = table.Column<int>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    archive_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    template_version = table.Column<int>(type: "INTEGER", nullable: false),
                    facts_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    produced_at = table.Column<long>(type: "INTEGER", nullable: false),
                    produced_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_produced_papers", x => x.id);
                    table.ForeignKey(
                        name: "fk_produced_papers_aid_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "aid_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_produced_papers_household_archives_archive_id",
                        column: x => x.archive_id,
                        principalTable: "household_archives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_produced_papers_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_produced_papers_staff_members_produced_by",
                        column: x => x.produced_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "template_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    title_english = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    comment = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    author = table.Column<Guid>(type: "TEXT", nullable: true),
                    edited_at = table.Column<long>(type: "INTEGER", nullable: false),
                    previewed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    published_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_template_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_template_versions_staff_members_author",
                        column: x => x.author,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_template_versions_staff_members_published_by",
                        column: x => x.published_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "paper_contents",
                columns: table => new
                {
                    paper_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_contents", x => x.paper_id);
                    table.ForeignKey(
                        name: "fk_paper_contents_produced_papers_paper_id",
                        column: x => x.paper_id,
                        principalTable: "produced_papers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_attachments_case_id",
                table: "attachments",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_decided_by",
                table: "attachments",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "ix_attachments_uploaded_by",
                table: "attachments",
                column: "uploaded_by");

            migrationBuilder.CreateIndex(
                name: "ix_paper_deferrals_case_id_need",
                table: "paper_deferrals",
                columns: new[] { "case_id", "need" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_paper_deferrals_granted_by",
                table: "paper_deferrals",
                column: "granted_by");

            migrationBuilder.CreateIndex(
                name: "ix_paper_deferrals_until",
                table: "paper_deferrals",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "ix_produced_papers_archive_id",
                table: "produced_papers",
                column: "archive_id");

            migrationBuilder.CreateIndex(
                name: "ix_produced_papers_case_id",
                table: "produced_papers",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_produced_papers_kind_subject_id_facts_hash",
                table: "produced_papers",
                columns: new[] { "kind", "subject_id", "facts_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_produced_papers_organisation_id_kind_year_serial",
                table: "produced_papers",
                columns: new[] { "organisation_id", "kind", "year", "serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_produced_papers_produced_by",
                table: "produced_papers",
                column: "produced_by");

            migrationBuilder.CreateIndex(
                name: "ix_produced_papers_subject_id",
                table: "produced_papers",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_template_versions_author",
                table: "template_versions",
                column: "author");

            migrationBuilder.CreateIndex(
                name: "ix_template_versions_kind",
                table: "template_versions",
                column: "kind",
                unique: true,
                filter: "published_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_template_versions_kind_number",
                table: "template_versions",
                columns: new[] { "kind", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_template_versions_published_by",
                table: "template_versions",
                column: "published_by");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attachments");

            migrationBuilder.DropTable(
                name: "paper_contents");

            migrationBuilder.DropTable(
                name: "paper_counters");

            migrationBuilder.DropTable(
                name: "paper_deferrals");

            migrationBuilder.DropTable(
                name: "template_versions");

            migrationBuilder.DropTable(
                name: "produced_papers");

            migrationBuilder.DropColumn(
                name: "paper_id",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "text",
                table: "notices");

            migrationBuilder.DropColumn(
                name: "text_hash",
                table: "notices");
        }
    }
}
