namespace AidWorkflows.Data.Protection;

/// <summary>The purposes ("table.column") of sealed fields; a value opens only under the one it was sealed for.</summary>
public static class SealedColumns
{
    public const string ApplicantIdNumber = "applicants.id_number";
    public const string ApplicantPhone = "applicants.phone";
    public const string MemberIdNumber = "household_members.id_number";
    public const string ArchivePersonIdNumber = "archive_people.id_number";
    public const string ObjectorContact = "objections.contact";
    public const string ObjectionText = "objections.text";
    public const string AppealGrounds = "exit_appeals.grounds";
    public const string BankAccountNumber = "bank_accounts.number";
    public const string PaymentAccount = "payments.account";
    public const string RegisterIdNumber = "register_extracts.id_number";
    public const string RegisterFile = "register_files.content";
    public const string StaffRelativeIdNumber = "staff_relatives.id_number";
    public const string AttachmentName = "attachments.file_name";

    public const string PaperContent = "paper_contents.sealed";

    /// <summary>Uploaded files, which lie beside the database.</summary>
    public const string File = "files.content";

    /// <summary>One index for id numbers wherever they stand, so that a member who applies elsewhere is found.</summary>
    public const string IdNumberIndex = "id_number";

    public const string BankAccountIndex = "bank_account";

    /// <summary>The facts of a produced document, which repeat names and numbers.</summary>
    public const string PaperFactsIndex = "produced_papers.facts";
}
