using System.Text.Json.Nodes;
using AidWorkflows.Engine.Definitions.Comparison;
using static AidWorkflows.Tests.Engine.Definitions.Checked;

namespace AidWorkflows.Tests.Engine.Definitions;

/// <summary>What differs between two versions, as a reader would say it.</summary>
public sealed class DefinitionComparisonTests
{
    [Fact]
    public void A_definition_does_not_differ_from_itself() => Assert.Empty(Changed(_ => { }));

    [Fact]
    public void Identity_and_flags_are_no_differences() => Assert.Empty(Changed(model =>
    {
        model["id"] = "other";
        model["version"] = 9;
        model["isPublished"] = false;
        model["toolVersion"] = "9.9.9.9";
        model["createdAt"] = "2026-01-01T00:00:00+00:00";
    }));

    [Fact]
    public void A_threshold_is_a_variable_with_an_old_and_a_new_value() =>
        Assert.Equal(["VariableChanged ProvincialThreshold value 20000 -> 30000"], Changed(model => Variable(model, "ProvincialThreshold")["value"] = "30000"));

    [Fact]
    public void Variables_inputs_and_outcomes_are_compared() => Assert.Equal(
        [
            "VariableAdded New  -> 1", "VariableRemoved NationalForm", "InputChanged Kind description living、medical 或 study -> x", "InputAdded Extra  -> String", "InputRemoved CaseId", "OutcomeAdded Done",
        ],
        Changed(model =>
        {
            model["variables"]!.AsArray().Remove(Variable(model, "NationalForm"));
            model["variables"]!.AsArray().Add(new JsonObject { ["id"] = "n", ["name"] = "New", ["typeName"] = "Int32", ["value"] = "1" });
            model["inputs"]!.AsArray().RemoveAt(0);
            model["inputs"]![1]!["description"] = "x";
            model["inputs"]!.AsArray().Add(new JsonObject { ["name"] = "Extra", ["type"] = "String" });
            model["outcomes"]!.AsArray().Add("Done");
        }));

    [Fact]
    public void A_renamed_variable_is_a_change_and_not_a_new_one() =>
        Assert.Equal(["VariableChanged Limit name ProvincialThreshold -> Limit"], Changed(model => Variable(model, "ProvincialThreshold")["name"] = "Limit"));

    [Fact]
    public void A_condition_and_a_literal_are_inputs_with_their_expression_types() => Assert.Equal(
        [
            "ActivityInputChanged 县级工会审核 dueInWorkingDays Literal:5 -> Literal:7",
            "ActivityInputChanged 县级工会审核 title Literal:县级工会审核 -> JavaScript:'a' + 'b'",
            "ActivityInputChanged 超过省级限额？ condition JavaScript:getProposedAmount() > getProvincialThreshold() -> JavaScript:getProposedAmount() >= getProvincialThreshold()",
        ],
        Changed(model =>
        {
            Activity(model, "over-provincial")["condition"]!["expression"]!["value"] = "getProposedAmount() >= getProvincialThreshold()";
            Activity(model, "county-review")["dueInWorkingDays"]!["expression"]!["value"] = "7";
            Activity(model, "county-review")["title"] = Flow.Script("'a' + 'b'");
        }).Order(StringComparer.Ordinal));

    [Fact]
    public void Added_removed_and_renamed_activities_are_told_apart() => Assert.Equal(
        ["ActivityAdded 新步骤", "ActivityRemoved 结束（已撤回）", "ActivityRenamed 复核  县级工会审核 -> 复核", "ConnectionRemoved 标记为已撤回 Done -> 结束（已撤回）"],
        Changed(model =>
        {
            Activity(model, "county-review")["metadata"]!["displayText"] = "复核";
            var added = Flow.Line("extra");
            added["metadata"] = new JsonObject { ["displayText"] = "新步骤" };
            Activities(model).Add(added);
            Activities(model).Remove(Activity(model, "end-withdrawn"));
            Connections(model).Remove(Connections(model).Single(connection => (string?)connection!["target"]!["activity"] == "end-withdrawn"));
        }));

    [Fact]
    public void A_connection_drawn_elsewhere_is_one_change() => Assert.Equal(
        ["ConnectionRedirected 县级工会审核 同意 采用县级建议金额 -> 生成待发放付款"],
        Changed(model => Connection(model, "county-review", "同意")["target"]!["activity"] = "payment"));

    [Fact]
    public void The_order_of_connections_means_nothing() => Assert.Empty(Changed(model =>
    {
        var reversed = Connections(model).Reverse().Select(connection => connection!.DeepClone()).ToArray();
        model["root"]!["connections"] = new JsonArray(reversed);
    }));

    [Fact]
    public void Moved_nodes_and_bent_connections_are_one_line()
    {
        string[] changes = [.. Changed(model =>
        {
            foreach (var id in new[] { "start", "payment", "award" })
                Activity(model, id)["metadata"]!["designer"]!["position"]!["x"] = 999;
            Connection(model, "start", "Done")["vertices"] = new JsonArray(new JsonObject { ["x"] = 1, ["y"] = 2 });
        })];
        Assert.Equal(["LayoutChanged 3"], changes);
    }

    [Fact]
    public void Measured_sizes_are_nothing_and_positions_are_layout_and_a_name_in_scripts_is_neither()
    {
        Assert.Empty(Changed(model => Activity(model, "start")["metadata"]!["designer"]!["size"]!["width"] = 7));
        Assert.True(DefinitionComparison.IsOnlyLayout(Shipped(), Edited(model => Activity(model, "start")["metadata"]!["designer"]!["position"]!["x"] = 7)));
        Assert.False(DefinitionComparison.IsOnlyLayout(Shipped(), Edited(model => Activity(model, "start")["name"] = "begin")));
    }

    [Fact]
    public void What_a_designer_writes_out_or_leaves_away_by_default_is_the_same() => Assert.Empty(Changed(model =>
    {
        Activity(model, "start").Remove("customProperties");
        Activity(model, "award")["customProperties"] = new JsonObject { ["canStartWorkflow"] = false, ["mergeMode"] = null, ["logPersistenceConfig"] = new JsonObject() };
        Activity(model, "award")["level"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = null }, ["memoryReference"] = null };
        Activity(model, "award")["amount"]!["memoryReference"] = null;
        model["customProperties"] = null;
        model.Remove("outputs");
    }));

    /// <summary>A default may be "yes": an empty entry is another thing than none.</summary>
    [Fact]
    public void An_empty_text_is_not_the_default() =>
        Assert.Equal(["ActivityInputChanged 恰在限额上时提示 amount  -> Literal:"], Changed(model => Activity(model, "boundary-warning")["amount"] = Flow.Literal("")));

    [Fact]
    public void A_name_for_scripts_is_compared_beside_the_name_that_is_shown() => Assert.Equal(
        ["ActivityRenamed 起点  开始 -> 起点", "ActivitySettingChanged 起点 name start -> begin"],
        Changed(model =>
        {
            Activity(model, "start")["name"] = "begin";
            Activity(model, "start")["metadata"]!["displayText"] = "起点";
        }));

    [Fact]
    public void Settings_options_and_unknown_properties_are_compared() => Assert.Equal(
        ["OptionChanged usableAsActivity False -> True", "SettingChanged requiredSteps  -> [\"publicity\"]", "SettingChanged future  -> 1", "ActivitySettingChanged 开始 mergeMode  -> Merge", "ActivityInputChanged 核定救助 somethingNew  -> 5"],
        Changed(model =>
        {
            model["options"]!["usableAsActivity"] = true;
            model["customProperties"]!["requiredSteps"] = new JsonArray("publicity");
            model["future"] = 1;
            Activity(model, "start")["customProperties"]!["mergeMode"] = "Merge";
            Activity(model, "award")["somethingNew"] = 5;
        }));

    [Fact]
    public void Another_variable_for_a_result_is_told_by_name() => Assert.Equal(
        ["ActivityOutputBound 县级工会审核 formData Variable:CountyForm -> Variable:ProvinceForm"],
        Changed(model => Activity(model, "county-review")["formData"]!["memoryReference"]!["id"] = "ProvinceForm"));

    [Fact]
    public void Cases_of_a_switch_are_compared_by_label()
    {
        var before = Define(Flow.Flowchart([Switch(("a", "getX() > 1"), ("b", "getX() > 2"), ("c", "true"))]));
        var after = Define(Flow.Flowchart([Switch(("b", "getX() > 3"), ("a", "getX() > 1"), ("d", "true"))]));
        Assert.Equal(
            ["CaseChanged S condition JavaScript:getX() > 2 -> JavaScript:getX() > 3 (b)", "CaseAdded S  -> JavaScript:true (d)", "CaseRemoved S JavaScript:true ->  (c)", "OrderChanged S cases a, b, c -> b, a, d"],
            DefinitionComparison.Compare(before, after).Select(Written));
    }

    [Fact]
    public void Steps_of_a_sequence_in_another_order_are_found() => Assert.Equal(
        ["OrderChanged Seq activities A, B -> B, A"],
        DefinitionComparison.Compare(Define(Flow.Sequence(Flow.Line("A"), Flow.Line("B"))), Define(Flow.Sequence(Flow.Line("B"), Flow.Line("A")))).Select(Written));

    [Fact]
    public void Another_start_is_found() => Assert.Equal(
        ["StartChanged Flow  A -> B"],
        DefinitionComparison.Compare(
            Define(Flow.Flowchart([Flow.Line("A"), Flow.Line("B"), Flow.Line("C")])),
            Define(Flow.Flowchart([Flow.Line("B"), Flow.Line("A"), Flow.Line("C")]))).Select(Written));

    [Fact]
    public void An_activity_in_another_container_is_found() => Assert.Contains(
        "ActivityRehomed L  I (then) -> Seq (activities)",
        DefinitionComparison.Compare(Define(Flow.Sequence(Flow.If("I", "true", Flow.Line("L")))), Define(Flow.Sequence(Flow.Activity("I", "Elsa.If", ("condition", Flow.Script("true"))), Flow.Line("L")))).Select(Written));

    [Fact]
    public void Documents_without_a_root_or_with_odd_values_are_compared_without_failing()
    {
        Assert.Empty(DefinitionComparison.Compare([], []));
        Assert.Equal(["NameChanged  -> x"], DefinitionComparison.Compare([], new JsonObject { ["name"] = "x", ["variables"] = 5, ["root"] = "y", ["options"] = new JsonArray() }).Select(Written));
    }

    private static string[] Changed(Action<JsonObject> edit) => [.. DefinitionComparison.Compare(Shipped(), Edited(edit)).Select(Written)];

    private static JsonObject Edited(Action<JsonObject> edit)
    {
        var model = Shipped();
        edit(model);
        return model;
    }

    private static string Written(DefinitionChange change)
    {
        var subject = change.Activity?.Name ?? change.Subject;
        return change.Kind switch
        {
            DefinitionChangeKind.LayoutChanged => $"{change.Kind} {change.Count}",
            DefinitionChangeKind.ConnectionRedirected => $"{change.Kind} {subject} {change.Subject} {change.OldTarget?.Name} -> {change.Target?.Name}",
            DefinitionChangeKind.ConnectionAdded or DefinitionChangeKind.ConnectionRemoved => $"{change.Kind} {subject} {change.Subject} -> {change.Target?.Name}",
            DefinitionChangeKind.ActivityAdded or DefinitionChangeKind.ActivityRemoved or DefinitionChangeKind.VariableRemoved or DefinitionChangeKind.InputRemoved or DefinitionChangeKind.OutcomeAdded => $"{change.Kind} {subject}",
            DefinitionChangeKind.CaseAdded or DefinitionChangeKind.CaseChanged or DefinitionChangeKind.CaseRemoved => string.Join(' ', new[] { $"{change.Kind}", subject, change.Property, $"{Value(change.Old)} -> {Value(change.New)} ({change.Subject})" }.Where(part => part is not null)),
            DefinitionChangeKind.NameChanged => $"{change.Kind} {Value(change.Old)} -> {Value(change.New)}",
            DefinitionChangeKind.OptionChanged or DefinitionChangeKind.SettingChanged => $"{change.Kind} {change.Property} {Value(change.Old)} -> {Value(change.New)}",
            _ => $"{change.Kind} {subject} {change.Property}{(change.Old is null ? "" : " ")}{Value(change.Old)} -> {Value(change.New)}".Replace("Added New ", "Added New  ", StringComparison.Ordinal).Replace("   ", "  ", StringComparison.Ordinal),
        };
    }

    private static string Value(ComparedValue? value) => value?.ExpressionType is { } type ? $"{type}:{value.Text}" : value?.Text ?? "";

    private static JsonObject Variable(JsonObject model, string name) => (JsonObject)model["variables"]!.AsArray().Single(variable => (string?)variable!["name"] == name)!;

    private static JsonArray Activities(JsonObject model) => model["root"]!["activities"]!.AsArray();

    private static JsonObject Activity(JsonObject model, string id) => (JsonObject)Activities(model).Single(activity => (string?)activity!["id"] == id)!;

    private static JsonArray Connections(JsonObject model) => model["root"]!["connections"]!.AsArray();

    private static JsonObject Connection(JsonObject model, string source, string port) =>
        (JsonObject)Connections(model).Single(connection => (string?)connection!["source"]!["activity"] == source && (string?)connection["source"]!["port"] == port)!;

    private static JsonObject Switch(params (string Label, string Condition)[] cases) => Flow.With(Flow.Activity("S", "Elsa.FlowSwitch"), "cases", new JsonArray([.. cases.Select(candidate => (JsonNode)new JsonObject
    {
        ["label"] = candidate.Label,
        ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = candidate.Condition },
    })]));
}
