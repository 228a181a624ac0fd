namespace AidWorkflows.Data.Archives;

/// <summary>
/// What the destruction of an archive does to every table: which columns it empties, which rows it deletes, and what it leaves alone and
/// why. A test holds this list against the model, so that a later table or column cannot be forgotten.
/// </summary>
internal static class ErasureScope
{
    private const string Union = "A union, not a household.";
    private const string Staff = "About staff, not about households.";
    private const string Number = "Our own number: it leads to the rows that stay for statistics, which tell nobody's name.";
    private const string Hash = "Proves later that a copy on paper is what was issued.";
    private const string Definition = "Definitions, which hold no household's data.";

    /// <summary>Tables whose rows about the archive are deleted.</summary>
    public static IReadOnlySet<string> DeletedRows { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "archive_people", "archive_incomes", "attachments", "human_task_drafts", "paper_contents", "register_extracts", "staff_relatives",
        "wf_alteration_plan", "wf_bookmark", "wf_event", "wf_incident", "wf_instance", "wf_journal", "wf_state", "wf_work",
    };

    /// <summary>Columns that are emptied, by table.</summary>
    public static IReadOnlyDictionary<string, string[]> EmptiedColumns { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["aid_cases"] = ["open_applicant_index"],
        ["applicants"] = ["name", "employer", "id_number_sealed", "id_number_mask", "id_number_index", "phone_sealed", "phone_mask"],
        ["archive_exits"] = ["sign_note"],
        ["archive_merges"] = ["reason"],
        ["archive_transfers"] = ["reason", "answer"],
        ["bank_accounts"] = ["account_name", "bank_name", "number_sealed", "number_mask", "number_index"],
        ["doubt_flags"] = ["note", "cleared_because"],
        ["exit_appeals"] = ["grounds_sealed"],
        ["household_archives"] = ["paper_number"],
        ["household_members"] = ["name", "id_number_sealed", "id_number_mask", "id_number_index"],
        ["human_task_participants"] = ["request", "answer"],
        ["human_task_signatures"] = ["comment"],
        ["human_tasks"] = ["form_data", "comment", "request"],
        ["income_lines"] = ["evidence"],
        ["notices"] = ["masked_name", "text"],
        ["objections"] = ["text_sealed", "contact_sealed"],
        ["paper_deferrals"] = ["reason"],
        ["payment_attempts"] = ["payee_name", "bank_name", "account_mask", "reason"],
        ["payment_result_files"] = ["file_name"],
        ["payments"] = ["payee_name", "bank_name", "account_sealed", "account_mask", "failure_reason"],
        ["register_comparisons"] = ["lines"],
        ["rigid_expenses"] = ["evidence"],
        ["visits"] = ["findings"],
    };

    /// <summary>Columns of tables about households that stay, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> KeptColumns { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["aid_cases.case_number"] = Number,
        ["aid_cases.causes"] = "Kinds of hardship, for statistics.",
        ["aid_cases.declarations"] = "Answers of yes and no.",
        ["aid_cases.intake_instance_id"] = Number,
        ["aid_cases.organisation_path"] = Union,
        ["aid_cases.programme"] = "Which programme.",
        ["aid_requests.workflow_instance_id"] = Number,
        ["archive_destructions.organisation_path"] = Union,
        ["archive_destructions.reason"] = "The record of the destruction itself: why, by whom, when.",
        ["archive_exits.bookmark_id"] = Number,
        ["archive_exits.organisation_path"] = Union,
        ["archive_merges.their_months"] = "Months that were decided, without amounts.",
        ["archive_transfers.from_path"] = Union,
        ["archive_transfers.to_path"] = Union,
        ["assisted_applications.organisation_path"] = Union,
        ["awards.kind"] = "Kind, amount, level and time of aid, for statistics.",
        ["case_assessments.facts"] = "Rewritten without what was typed as the proof of an amount; kinds and amounts stay.",
        ["case_assessments.result"] = "Rewritten like the facts.",
        ["case_assessments.tier"] = "For statistics.",
        ["case_events.code"] = "Which event.",
        ["case_events.data"] = "Ids, codes and amounts by the type's contract; the test of the destruction reads every row.",
        ["case_warnings.code"] = "Which warning.",
        ["case_warnings.data"] = "As case_events.data.",
        ["doubt_flags.reason"] = "A choice from a list.",
        ["exit_appeals.organisation_path"] = Union,
        ["fund_entries.text"] = "The document of an allocation, or why a cashier corrected one; payments enter none.",
        ["household_archives.archive_number"] = Number,
        ["household_archives.organisation_path"] = Union,
        ["household_archives.tier"] = "For statistics.",
        ["human_task_signatures.outcome"] = "A choice that the definition offers.",
        ["human_tasks.activity_id"] = Definition,
        ["human_tasks.bookmark_id"] = Number,
        ["human_tasks.case_number"] = Number,
        ["human_tasks.copy_to"] = Definition,
        ["human_tasks.due_explanation"] = "How the working days were counted.",
        ["human_tasks.exclude_earlier_steps"] = Definition,
        ["human_tasks.form"] = "Which form the definition asks for, not what was filled in.",
        ["human_tasks.key"] = Definition,
        ["human_tasks.organisation_path"] = Union,
        ["human_tasks.outcome"] = "A choice that the definition offers.",
        ["human_tasks.outcomes"] = Definition,
        ["human_tasks.return_to"] = Definition,
        ["human_tasks.role"] = Staff,
        ["human_tasks.title"] = "The step's title in the definition.",
        ["human_tasks.workflow_instance_id"] = Number,
        ["letters.reasons"] = "Codes, rules and figures, never what somebody typed; the letter's text is in paper_contents.",
        ["letters.step"] = "Which step.",
        ["notices.bookmark_id"] = Number,
        ["notices.deadline_explanation"] = "How the working days were counted.",
        ["notices.kinds"] = "Kinds of aid.",
        ["notices.organisation_name"] = Union,
        ["notices.organisation_path"] = Union,
        ["notices.text_hash"] = Hash,
        ["notices.tier"] = "For statistics.",
        ["objections.organisation_path"] = Union,
        ["paper_deferrals.need"] = "Which required document, by its id in the policy.",
        ["payment_attempts.payment_number"] = Number,
        ["payment_result_files.file_hash"] = Hash,
        ["payment_result_files.rows"] = "Lines and our own numbers; what is no number of ours is not stored.",
        ["payments.number"] = Number,
        ["produced_papers.facts_hash"] = "Keyed: nobody can try out names and numbers until it agrees.",
        ["produced_papers.file_hash"] = Hash,
        ["produced_papers.media_type"] = "The kind of file.",
        ["produced_papers.number"] = Number,
        ["produced_papers.organisation_path"] = Union,
        ["produced_papers.title"] = "The template's title.",
        ["register_comparisons.registers"] = "Which registers were asked.",
        ["survey_codes.hash"] = "Of a random code; leads to no answer.",
        ["survey_codes.organisation_path"] = Union,
    };

    /// <summary>Tables without a household in them, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> KeptTables { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["number_counters"] = "Counters.",
        ["clock"] = "The simulated clock.",
        ["funds"] = "Money of a union by source.",
        ["lease"] = "Which node does what.",
        ["monthly_report_recipients"] = Union,
        ["monthly_reports"] = "Counts and amounts of a county.",
        ["organisation_changes"] = Union,
        ["organisations"] = Union,
        ["outreach_records"] = "Meetings and trainings of a union: topic and counts.",
        ["paper_counters"] = "Counters.",
        ["payment_batches"] = "Sums, hashes and our own numbers; its lines are payment_attempts.",
        ["policy_page_views"] = "Counters.",
        ["policy_versions"] = "Policy.",
        ["programme_targets"] = "What a county has promised.",
        ["register_files"] = "The uploaded extract, sealed; deleted when its import has finished.",
        ["register_import_errors"] = "Line, field and rule of a refused row; what stood in it is not repeated.",
        ["register_imports"] = "A register's file as a whole: its name, hash and columns.",
        ["role_claims"] = Staff,
        ["roles"] = Staff,
        ["setting"] = "Settings of the program.",
        ["staff_changes"] = Staff,
        ["staff_members"] = Staff,
        ["stand_ins"] = Staff,
        ["survey_answers"] = "Anonymous by design: a union, a month, three ratings.",
        ["template_versions"] = "Templates, which hold no household's data.",
        ["union_contacts"] = Staff,
        ["user_claims"] = Staff,
        ["user_logins"] = Staff,
        ["user_roles"] = Staff,
        ["user_tokens"] = Staff,
        ["users"] = Staff,
        ["visit_samples"] = "Case numbers, so that the draw can be made again.",
        ["wf_definition"] = Definition,
        ["wf_definition_event"] = Definition,
        ["wf_definition_version"] = Definition,
        ["wf_draft_editor"] = Definition,
        ["wf_idem"] = "Answers to repeated writes; deleted after Idempotency:KeepHours.",
        ["wf_publication_request"] = Definition,
        ["wf_trigger"] = Definition,
        ["work_calendar_days"] = "The calendar.",
        ["work_calendar_years"] = "The calendar.",
    };
}
