using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Registers;

/// <summary>What an extract of one register holds besides the person.</summary>
public sealed class RegisterSchema
{
    public const string IdNumber = "idNumber";
    public const string Name = "name";
    public const string AsOf = "asOf";

    private static readonly RegisterField[] Person =
    [
        new(IdNumber, RegisterFactType.Text, ["身份证号", "身份证号码", "公民身份号码", "证件号码", "公民身份证号码", "id number", "idnumber", "id_number", "id no"], true),
        new(Name, RegisterFactType.Text, ["姓名", "名字", "户主姓名", "权利人", "所有人", "name", "person name", "full name"], true),
    ];

    private static readonly RegisterField AsOfColumn =
        new(AsOf, RegisterFactType.Date, ["数据日期", "截止日期", "查询日期", "as of", "asof", "as_of", "date of data"]);

    private readonly RegisterField[] facts;

    private RegisterSchema(RegisterKind kind, string chineseName, params RegisterField[] facts)
    {
        Kind = kind;
        ChineseName = chineseName;
        this.facts = facts;
    }

    public static IReadOnlyList<RegisterSchema> All { get; } =
    [
        new(RegisterKind.Vehicles, "机动车登记",
            Count("vehicles", ["车辆数", "车辆数量", "机动车数量", "数量", "vehicles", "vehicle count"]),
            Text("vehicleType", ["车辆类型", "车型", "vehicle type", "type"]),
            Date("registeredOn", ["登记日期", "注册日期", "初次登记日期", "registered on", "registration date"])),
        new(RegisterKind.BusinessLicences, "市场主体登记",
            Count("licences", ["营业执照数", "市场主体数", "执照数", "licences", "licenses", "licence count"]),
            Text("role", ["身份类型", "角色", "主体类型", "role"]),
            Text("state", ["登记状态", "经营状态", "状态", "state", "status"]),
            Date("establishedOn", ["成立日期", "登记日期", "established on"])),
        new(RegisterKind.RealEstate, "不动产登记",
            Count("dwellings", ["住宅套数", "住房套数", "套数", "房产数量", "dwellings", "dwelling count"], true),
            Count("shops", ["商铺数", "商铺套数", "营业用房数", "shops", "business premises"]),
            Date("registeredOn", ["登记日期", "registered on"])),
        new(RegisterKind.SocialInsurance, "社会保险与工资",
            Amount("annualWage", ["年工资", "年工资收入", "工资总额", "年缴费工资", "annual wage", "annualwage"], true),
            Amount("annualPension", ["年养老金", "养老金", "annual pension", "annualpension"]),
            Count("months", ["缴费月数", "月数", "months"])),
        new(RegisterKind.TaxRecords, "个人所得税申报",
            Amount("annualIncome", ["年收入", "全年收入", "收入额", "申报收入", "annual income", "annualincome"], true)),
        new(RegisterKind.MinimumLiving, "低保名单",
            Amount("monthlyAmount", ["月保障金额", "月低保金", "低保金", "保障金额", "monthly amount", "monthlyamount"], true),
            Date("since", ["享受起始日期", "批准日期", "起始日期", "since"])),
        new(RegisterKind.BankFinance, "银行及金融资产",
            Amount("balance", ["存款余额", "金融资产", "余额", "资产总额", "balance"], true),
            Count("securitiesAccounts", ["证券账户数", "证券户数", "securities accounts"])),
    ];

    public RegisterKind Kind { get; }

    /// <summary>For file names and documents; pages take the name from their word list.</summary>
    public string ChineseName { get; }

    public IReadOnlyList<RegisterField> Facts => facts;

    /// <summary>Every column that a file may have: the person, the date of the data, the facts.</summary>
    public IEnumerable<RegisterField> Columns => [.. Person, AsOfColumn, .. facts];

    public static RegisterSchema Of(RegisterKind kind) => All.Single(schema => schema.Kind == kind);

    /// <summary>Which column a heading names; null when none does.</summary>
    public RegisterField? Guess(string heading)
    {
        var given = Plain(heading);
        return Columns.FirstOrDefault(field => Plain(field.Name) == given || field.Headings.Any(known => Plain(known) == given));
    }

    private static string Plain(string heading) => TypedText.Compact(heading, "_-()（）:：").ToLowerInvariant();

    private static RegisterField Count(string name, string[] headers, bool required = false) => new(name, RegisterFactType.Count, headers, required);

    private static RegisterField Amount(string name, string[] headers, bool required = false) => new(name, RegisterFactType.Amount, headers, required);

    private static RegisterField Date(string name, string[] headers) => new(name, RegisterFactType.Date, headers);

    private static RegisterField Text(string name, string[] headers) => new(name, RegisterFactType.Text, headers);
}
