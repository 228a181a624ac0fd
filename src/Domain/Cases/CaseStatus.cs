namespace AidWorkflows.Domain.Cases;

public enum CaseStatus
{
    Submitted = 0,
    InReview = 1,
    AwaitingSupplement = 2,
    Approved = 3,
    Rejected = 4,
    Withdrawn = 5,
}
