namespace AidWorkflows.ElsaApi.Publishing;

/// <summary>Why something is not published, in Chinese; the exceptions say it in English.</summary>
internal static class PublicationRefusals
{
    public static string Chinese(string code) => code switch
    {
        "comment-required" => "请填写发布说明：改了什么、为什么改",
        "comment-too-long" => "发布说明过长",
        "reason-required" => "请填写驳回理由",
        "draft-changed" => "草稿在此期间被修改，请重新查看后再发布",
        "request-not-waiting" => "该发布申请已处理，或其草稿已被修改",
        "own-draft" => "草稿的修改人不能批准自己的修改，须由另一位管理员批准",
        _ => code,
    };
}
