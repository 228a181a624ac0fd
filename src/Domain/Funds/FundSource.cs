namespace AidWorkflows.Domain.Funds;

/// <summary>Where the money of a fund comes from.</summary>
public enum FundSource
{
    /// <summary>中央财政.</summary>
    CentralFinance = 0,

    /// <summary>省级配套.</summary>
    ProvincialMatching = 1,

    /// <summary>市县配套.</summary>
    LocalMatching = 2,

    /// <summary>工会经费.</summary>
    UnionFunds = 3,

    /// <summary>社会捐赠.</summary>
    Donations = 4,

    /// <summary>账户利息.</summary>
    Interest = 5,

    Other = 6,
}
