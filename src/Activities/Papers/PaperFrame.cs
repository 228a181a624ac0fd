using System.Net;

namespace AidWorkflows.Activities.Papers;

/// <summary>
/// What is the same on every printed document and not for a template to change: A4, the number, the look, the foot with template and
/// page. The styles are in the page, so that a kept document looks the same in ten years.
/// </summary>
internal static class PaperFrame
{
    private const string Styles =
        """
        @page { size: A4; margin: 20mm 22mm 20mm 24mm; @bottom-left { content: "{foot}"; font: 8pt "SimSun", "Songti SC", "Noto Serif CJK SC", serif; color: #555; white-space: nowrap; } @bottom-right { content: "第 " counter(page) " 页　共 " counter(pages) " 页"; font: 9pt "SimSun", "Songti SC", "Noto Serif CJK SC", serif; white-space: nowrap; } }
        * { box-sizing: border-box; }
        html { background: #fff; color: #000; }
        body { margin: 0 auto; max-width: 170mm; font: 12pt/1.75 "FangSong", "STFangsong", "FangSong_GB2312", "Noto Serif CJK SC", "SimSun", serif; }
        h1 { margin: 4mm 0 6mm; text-align: center; font: bold 20pt/1.4 "SimSun", "Songti SC", "Noto Serif CJK SC", serif; letter-spacing: 1pt; }
        h2 { margin: 6mm 0 2mm; font: bold 13pt/1.5 "SimHei", "Heiti SC", "Noto Sans CJK SC", sans-serif; }
        p { margin: 0 0 2mm; text-indent: 2em; }
        .number { margin: 0; text-align: right; text-indent: 0; }
        .flat, .to { text-indent: 0; }
        ol, ul { margin: 0 0 3mm; padding-left: 2.5em; }
        table { width: 100%; margin: 2mm 0 4mm; border-collapse: collapse; font-size: 11pt; line-height: 1.5; table-layout: fixed; }
        caption { padding: 1mm 0; text-align: left; font-weight: bold; }
        th, td { border: 0.35mm solid #000; padding: 1.4mm 2mm; text-align: left; vertical-align: middle; overflow-wrap: anywhere; font-weight: normal; }
        th { text-align: center; background: #f4f4f4; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        .money { width: 28mm; }
        .amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .kv th { width: 27mm; }
        .idno { width: 46mm; white-space: nowrap; overflow-wrap: normal; }
        .tall { height: 20mm; vertical-align: top; }
        .short { width: 15mm; text-align: center; white-space: nowrap; }
        .seal { position: relative; margin: 4mm 0 0 auto; width: 86mm; min-height: 38mm; padding-top: 8mm; text-align: center; break-inside: avoid; }
        .seal p { text-indent: 0; }
        .seal::before { content: "盖 章 处"; position: absolute; left: 25mm; top: 0; width: 36mm; height: 36mm; padding-top: 18mm; border: 0.4mm dashed #c33; border-radius: 50%; color: #c33; opacity: .45; box-sizing: border-box; line-height: 20mm; text-align: center; font-size: 11pt; }
        .sign { margin: 6mm 0 2mm; break-inside: avoid; }
        .sign p { text-indent: 0; margin: 0 0 4mm; }
        .sign:has(+ .seal) { float: left; max-width: 104mm; }
        .sign + .seal { float: right; width: 60mm; }
        .sign + .seal::before { left: 12mm; }
        .sign + .seal + * { clear: both; }
        .line { display: inline-block; min-width: 30mm; border-bottom: 0.3mm solid #000; }
        .compact table { margin: 1mm 0 2mm; font-size: 10pt; line-height: 1.3; }
        .compact caption { padding: .5mm 0; }
        .compact th, .compact td { padding: .6mm 1.5mm; }
        .compact .tall { height: 14mm; }
        .compact .seal, .compact .sign { margin-top: 2mm; }
        .compact::after { content: ""; display: block; clear: both; }
        footer { margin-top: 8mm; border-top: 0.2mm solid #999; padding-top: 1mm; color: #555; font-size: 8.5pt; }
        @media screen { body { padding: 16mm 8mm; } }
        @media print { footer { display: none; } }
        """;

    public static string Around(PaperMark mark, string body)
    {
        // Only letters of our own get into the style sheet, but one quotation mark would be enough to leave the string.
        var foot = $"{mark.Number}  {mark.Origin}".Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);
        var title = WebUtility.HtmlEncode($"{mark.Title} {mark.Number}");
        return $"""
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <style>
            {Styles.Replace("{foot}", foot, StringComparison.Ordinal)}
            </style>
            </head>
            <body>
            <p class="number">{WebUtility.HtmlEncode(mark.Number)}</p>
            {body.Trim()}
            <footer>{WebUtility.HtmlEncode(mark.Number)}　{WebUtility.HtmlEncode(mark.Origin)}</footer>
            </body>
            </html>

            """;
    }
}
