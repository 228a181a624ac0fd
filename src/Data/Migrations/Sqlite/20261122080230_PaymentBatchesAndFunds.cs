using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AidWorkflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PaymentBatchesAndFunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "attempts",
                table: "payments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "corrected_at",
                table: "payments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "failed_at",
                table: "payments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "failure_reason",
                table: "payments",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "number",
                table: "payments",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "paid_at",
                table: "payments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "paid_on",
                table: "payments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "row_version",
                table: "payments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "payment_batch_id",
                table: "case_events",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "funds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    available = table.Column<long>(type: "INTEGER", nullable: false),
                    reserved = table.Column<long>(type: "INTEGER", nullable: false),
                    spent = table.Column<long>(type: "INTEGER", nullable: false),
                    entry_count = table.Column<int>(type: "INTEGER", nullable: false),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_funds", x => x.id);
                    table.CheckConstraint("ck_funds_available", "available >= 0");
                    table.CheckConstraint("ck_funds_reserved", "reserved >= 0");
                    table.ForeignKey(
                        name: "fk_funds_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_path = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    fund_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    made_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    checked_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    row_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_batches", x => x.id);
                    table.ForeignKey(
                        name: "fk_payment_batches_funds_fund_id",
                        column: x => x.fund_id,
                        principalTable: "funds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payment_batches_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payment_batches_staff_members_checked_by",
                        column: x => x.checked_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payment_batches_staff_members_made_by",
                        column: x => x.made_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "fund_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fund_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    available_after = table.Column<long>(type: "INTEGER", nullable: false),
                    reserved_after = table.Column<long>(type: "INTEGER", nullable: false),
                    spent_after = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    batch_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    payment_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    paid_payment_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fund_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_fund_entries_funds_fund_id",
                        column: x => x.fund_id,
                        principalTable: "funds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_fund_entries_payment_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "payment_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_fund_entries_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_fund_entries_staff_members_person_id",
                        column: x => x.person_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_attempts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    batch_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    payment_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    live_payment_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    payment_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    payee_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    bank_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    account_mask = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    bank_day = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_attempts", x => x.id);
                    table.ForeignKey(
                        name: "fk_payment_attempts_payment_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "payment_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payment_attempts_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_result_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    batch_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    accepted = table.Column<int>(type: "INTEGER", nullable: false),
                    refused = table.Column<int>(type: "INTEGER", nullable: false),
                    rows = table.Column<string>(type: "TEXT", nullable: false),
                    imported_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    imported_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_result_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_payment_result_files_payment_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "payment_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payment_result_files_staff_members_imported_by",
                        column: x => x.imported_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_payments_number",
                table: "payments",
                column: "number",
                unique: true,
                filter: "number <> ''");

            migrationBuilder.CreateIndex(
                name: "ix_case_events_payment_batch_id",
                table: "case_events",
                column: "payment_batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_fund_entries_batch_id",
                table: "fund_entries",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_fund_entries_fund_id_number",
                table: "fund_entries",
                columns: new[] { "fund_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fund_entries_paid_payment_id",
                table: "fund_entries",
                column: "paid_payment_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fund_entries_payment_id",
                table: "fund_entries",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_fund_entries_person_id",
                table: "fund_entries",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_funds_organisation_id_name",
                table: "funds",
                columns: new[] { "organisation_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_funds_organisation_path",
                table: "funds",
                column: "organisation_path");

            migrationBuilder.CreateIndex(
                name: "ix_payment_attempts_batch_id_line",
                table: "payment_attempts",
                columns: new[] { "batch_id", "line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payment_attempts_live_payment_id",
                table: "payment_attempts",
                column: "live_payment_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payment_attempts_payment_id",
                table: "payment_attempts",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_payment_batches_checked_by",
                table: "payment_batches",
                column: "checked_by");

            migrationBuilder.CreateIndex(
                name: "ix_payment_batches_fund_id",
                table: "payment_batches",
                column: "fund_id");

            migrationBuilder.CreateIndex(
                name: "ix_payment_batches_made_by",
                table: "payment_batches",
                column: "made_by");

            migrationBuilder.CreateIndex(
                name: "ix_payment_batches_number",
                table: "payment_batches",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payment_batches_organisation_id",
                table: "payment_batches",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_payment_batches_organisation_path_made_at",
                table: "payment_batches",
                columns: new[] { "organisation_path", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_result_files_batch_id",
                table: "payment_result_files",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_payment_result_files_file_hash",
                table: "payment_result_files",
                column: "file_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payment_result_files_imported_by",
                table: "payment_result_files",
                column: "imported_by");

            migrationBuilder.AddForeignKey(
                name: "fk_case_events_payment_batches_payment_batch_id",
                table: "case_events",
                column: "payment_batch_id",
                principalTable: "payment_batches",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_case_events_payment_batches_payment_batch_id",
                table: "case_events");

            migrationBuilder.DropTable(
                name: "fund_entries");

            migrationBuilder.DropTable(
                name: "payment_attempts");

            migrationBuilder.DropTable(
                name: "payment_result_files");

            migrationBuilder.DropTable(
                name: "payment_batches");

            migrationBuilder.DropTable(
                name: "funds");

            migrationBuilder.DropIndex(
                name: "ix_payments_number",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ix_case_events_payment_batch_id",
                table: "case_events");

            migrationBuilder.DropColumn(
                name: "attempts",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "corrected_at",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "failed_at",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "failure_reason",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "number",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "paid_at",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "paid_on",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "row_version",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "payment_batch_id",
                table: "case_events");
        }
    }
}
