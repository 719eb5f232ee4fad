"""Wrong plan folders: the tables, and what lint finds. One mistake in each, and all that is said of it."""

from support.bad_changes import Change, edited, table

COLUMNS = "id、number、category、name、short、units、leaders、due、due_text、recurrence、clause"
NO_QUOTA = "应为不小于 0 的数字；没有任务数的留空或填“-”。"

MISTAKES: dict[str, tuple[Change, list[str]]] = {
    "任务数写了汉字": (
        edited("quotas.csv", "甲县,2,", "甲县,两,"),
        [f"quotas.csv!C2（第2行“认定示范基地（个）”）：填的是“两”，{NO_QUOTA}"],
    ),
    "任务数是负数": (
        edited("quotas.csv", "甲县,2,", "甲县,-2,"),
        [f"quotas.csv!C2（第2行“认定示范基地（个）”）：填的是“-2”，{NO_QUOTA}"],
    ),
    "任务数带单位": (
        edited("quotas.csv", "甲县,2,", "甲县,2个,"),
        [f"quotas.csv!C2（第2行“认定示范基地（个）”）：填的是“2个”，{NO_QUOTA}"],
    ),
    "任务数是公式": (
        edited("quotas.csv", "合计,3,", "合计,=SUM(C2:C3),"),
        [f"quotas.csv!C4（第4行“认定示范基地（个）”）：填的是“=SUM(C2:C3)”，{NO_QUOTA}"],
    ),
    "任务数是错误值": (
        edited("quotas.csv", "甲县,2,", "甲县,#REF!,"),
        [f"quotas.csv!C2（第2行“认定示范基地（个）”）：填的是“#REF!”，{NO_QUOTA}"],
    ),
    "Excel 变成了日期": (
        edited("quotas.csv", "甲县,2,", "甲县,1月2日,"),
        [
            f"quotas.csv!C2（第2行“认定示范基地（个）”）：填的是“1月2日”，多半是 Excel 把 1-2 这样的数变成了日期，{NO_QUOTA}"
        ],
    ),
    "千分位有引号": (
        edited("quotas.csv", "甲县,2,", '甲县,"1,234",'),
        [
            f"quotas.csv!C2（第2行“认定示范基地（个）”）：填的是“1,234”，千分位的逗号要去掉（1234），{NO_QUOTA}"
        ],
    ),
    "千分位没有引号": (
        edited("quotas.csv", "甲县,2,", "甲县,1,234,"),
        ["quotas.csv 第2行：有 5 栏，表头只有 4 栏；文字里的英文逗号要用引号括起来。"],
    ),
    "引号不成对": (
        edited("quotas.csv", "甲县,2,", '"甲县,2,'),
        ["quotas.csv 第2行：引号不成对或者单元格太长，无法分栏；请用 Excel 打开检查后另存为 CSV UTF-8。"],
    ),
    "没有单位名称": (
        edited("quotas.csv", "2,乙县", "2,"),
        ["quotas.csv!B3（第3行“县（市、区）”）：没有填，应为报送单位的名称，合计行写“合计”。"],
    ),
    "合计行没有“合计”": (
        edited("quotas.csv", ",合计,", ",,"),
        ["quotas.csv!B4（第4行“县（市、区）”）：没有填，应为报送单位的名称，合计行写“合计”。"],
    ),
    "表头不认识": (
        edited("quotas.csv", "种植面积（万亩）", "种植面际（万亩）"),
        [
            "quotas.csv!D1：没有“种植面际（万亩）”这个指标，是不是“种植面积（万亩）”？plan.yaml 中的指标：认定示范基地（个）、种植面积（万亩）。"
        ],
    ),
    "表头重复": (
        edited("quotas.csv", "种植面积（万亩）", "示范基地"),
        ["quotas.csv!D1：“示范基地”与前面一栏是同一个指标（认定示范基地），只保留一栏。"],
    ),
    "没有单位一栏": (
        edited("quotas.csv", "序号,县（市、区）,", "序号,序号,"),
        ["quotas.csv 第1行：表头里没有报送单位一栏，如“县（市、区）”。"],
    ),
    "年份不对": (
        table("quotas.csv", "县,示范基地,年份\n甲县,1,22年\n"),
        [
            "quotas.csv!C2（第2行“年份”）：填的是“22年”，应为日期或者年份，如 2022-12-31、2022年；按指标的时限就留空。"
        ],
    ),
    "时限没有年份": (
        edited("tasks.csv", "2022-06-30,6月底", "6月30日,6月底"),
        ["tasks.csv!H2（第2行“due”）：填的是“6月30日”，没有写年份，应为日期，如 2022-12-31。"],
    ),
    "时限是日期序号": (
        edited("tasks.csv", "2022-06-30,6月底", "44742,6月底"),
        [
            "tasks.csv!H2（第2行“due”）：填的是“44742”，是 Excel 的日期序号（2022-06-30），应为日期，如 2022-12-31。"
        ],
    ),
    "没有责任单位": (
        edited("tasks.csv", "市甲局；各县", ""),
        ["tasks.csv!F2（第2行“units”）：没有填，应为责任单位，第一个为牵头单位；几个单位用“；”隔开。"],
    ),
    "领导没有单位": (
        edited("tasks.csv", "李示例（甲县）", "李示例"),
        ["tasks.csv!G2（第2行“leaders”）：填的是“李示例”，应为“姓名（单位）”；几位领导用“；”隔开。"],
    ),
    "不认识的周期": (
        edited("tasks.csv", "monthly", "每月"),
        [
            "tasks.csv!J3（第3行“recurrence”）：填的是“每月”，应为 monthly、quarterly、yearly、month:03（每年3月）之一，或者留空。"
        ],
    ),
    "栏名写错": (
        edited("tasks.csv", "category", "categry"),
        [
            f"tasks.csv!C1：没有“categry”这一栏，是不是“category”？应有的各栏：{COLUMNS}。",
            f"tasks.csv 第1行：表头缺少 category。应有的各栏：{COLUMNS}。",
        ],
    ),
    "少一栏": (
        edited("tasks.csv", "due_text,recurrence", "due_text"),
        [f"tasks.csv 第1行：表头缺少 recurrence。应有的各栏：{COLUMNS}。"],
    ),
    "种类写了中文": (
        edited("reporters.csv", "甲县,county", "甲县,县"),
        [
            "reporters.csv!C2（第2行“kind”）：填的是“县”，应为 county（县（市、区））、city（设区市）、department（市直单位）、committee（管委会） 之一。"
        ],
    ),
    "代码是科学记数": (
        edited("reporters.csv", "100001", "1.00001E+05"),
        [
            "reporters.csv!A2（第2行“id”）：填的是“1.00001E+05”，是 Excel 写成了科学记数；应为行政区划代码，如 360731：请把这一栏设为“文本”后重新填。"
        ],
    ),
    "代码丢了一位": (
        edited("reporters.csv", "100001", "10001"),
        [
            "reporters.csv!A2（第2行“id”）：填的是“10001”，有 5 位数字，行政区划代码应为 6 位（乡镇 9 位、村 12 位）；开头的 0 可能被 Excel 去掉了，请把这一栏设为“文本”后重新填。"
        ],
    ),
    "编号用中文": (
        edited("reporters.csv", "dept-a", "甲局"),
        [
            "reporters.csv!A4（第4行“id”）：填的是“甲局”，应为行政区划代码，或者由小写英文字母、数字和连字符组成，如 dept-finance。"
        ],
    ),
    "没有名称": (
        edited("reporters.csv", "100002,乙县", "100002,"),
        ["reporters.csv!B3（第3行“name”）：没有填；这一栏每行都要填。"],
    ),
    "任务数的单位不存在": (
        edited("quotas.csv", "2,乙县", "2,己县"),
        ["P102 “quotas.csv”B3的单位“己县”不在 reporters.csv 里，是不是“甲县”？"],
    ),
    "单位差一个万字": (
        edited("quotas.csv", "种植面积（万亩）", "种植面积（亩）"),
        ["P105 “quotas.csv”D1“种植面积”的单位写的是“亩”，plan.yaml 里这个指标的单位是“万亩”。"],
    ),
    "合计差 0.01": (
        edited("quotas.csv", "合计,3,0.3", "合计,3,0.31"),
        ["P101 “quotas.csv”D4“种植面积”的合计写的是 0.31，各单位任务数相加是 0.3，合计多了 0.01。"],
    ),
    "合计少一个": (
        edited("quotas.csv", "合计,3,0.3", "合计,,0.3"),
        ["P118 “quotas.csv”C4“认定示范基地”没有写合计，这一行别的栏写了。"],
    ),
    "同一单位两行": (
        edited("quotas.csv", "2,乙县,1,0.2", "2,甲县,1,0.2"),
        [
            "P103 “quotas.csv”B3的“甲县”与“quotas.csv”B2是同一个单位、同一个时限，任务数会重复计算。",
            "P115 “reporters.csv”B3的“乙县”没有任务数，quotas.csv 里没有它这一行，而别的县（市、区）有。",
        ],
    ),
    "别名用了两次": (
        edited("reporters.csv", "100002,乙县,county,", "100002,乙县,county,甲县政府"),
        [
            "P103 “reporters.csv”D3的“乙县”与“甲县”（“reporters.csv”B2）的编号、名称或别名都有“甲县政府”，分不清是哪个单位。"
        ],
    ),
    "代码用了两次": (
        edited("reporters.csv", "dept-a", "100001"),
        [
            "P103 “reporters.csv”A4的“市甲局”与“甲县”（“reporters.csv”B2）的编号、名称或别名都有“100001”，分不清是哪个单位。"
        ],
    ),
    "责任单位不存在": (
        edited("tasks.csv", "市甲局；各县", "市丙局；各县"),
        [
            "P109 “tasks.csv”F2（第1项）的责任单位“市丙局”不在 reporters.csv 和 plan.yaml 的 groups 里，是不是“市甲局”？"
        ],
    ),
    "领导的单位不在责任单位里": (
        edited("tasks.csv", "李示例（甲县）", "李示例（乙县林业局）"),
        ["P110 “tasks.csv”G2（第1项）的责任领导李示例是“乙县林业局”的，而这项的责任单位是市甲局、各县。"],
    ),
    "时限在方案之外": (
        edited("tasks.csv", "2022-06-30", "2023-06-30"),
        ["P107 “tasks.csv”H2“会议”的完成时限是 2023-06-30，不在方案的起止时间（2022-01至2022-12）之内。"],
    ),
    "目标与任务数之和不符": (
        edited("plan.yaml", "value: 3", "value: 4"),
        ["P112 “plan.yaml”第40行“示范基地”的目标值是 4个，各单位任务数相加是 3个，少分了 1个。"],
    ),
    "目标的计量单位不同": (
        edited("plan.yaml", "value: 3, unit: 个", "value: 3, unit: 家"),
        ["P105 “plan.yaml”第40行“示范基地”的单位写的是“家”，plan.yaml 里这个指标的单位是“个”。"],
    ),
    "条款不存在": (
        edited("plan.yaml", "lists:", "clauses: [一]\nlists:").then("tasks.csv", "monthly,", "monthly,二"),
        ["P108 “tasks.csv”K3引用的条款“二”不在 plan.yaml 的 clauses 里。"],
    ),
    "版次与文件夹不同": (
        edited("plan.yaml", "revision: 2022-01-24", "revision: 2022-01-25"),
        ["P113 “plan.yaml”第3行的版次是 2022-01-25，所在文件夹却叫“2022-01-24”。"],
    ),
}
