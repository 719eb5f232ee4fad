"""Wrong plan folders: the files themselves, and plan.yaml. One mistake in each, and all that is said of it."""

from support.bad_changes import BOMB, Change, bytes_, edited, encoded, folder, gone, renamed, swapped

COLUMNS = "id、number、category、name、short、units、leaders、due、due_text、recurrence、clause"
KEYS = (
    "format、period、pace、indicators、lists、ledgers、title、id、revision、short_title、document、office、region、"
    "calendar、quotas、lights、targets、conflicts、groups、kinds、addressees、sheets、clauses、ranking、assessment、checks"
)
AS_CSV = "另存为“CSV UTF-8（逗号分隔）”。"

MISTAKES: dict[str, tuple[Change, list[str]]] = {
    "没有 plan.yaml": (
        gone("plan.yaml"),
        ["文件夹“…”里没有方案：没有找到 plan.yaml。"],
    ),
    "没有 tasks.csv": (
        gone("tasks.csv"),
        ["tasks.csv：没有这个文件；没有内容的表也要有一个只含表头的文件。"],
    ),
    "文件名多了一个字母": (
        renamed("quotas.csv", "quota.csv"),
        ["quotas.csv：没有这个文件，是不是“quota.csv”？请改成这个名字。"],
    ),
    "plan.yaml 是文件夹": (
        folder("plan.yaml"),
        ["文件夹“…”里没有方案：plan.yaml 是一个文件夹，应为文件。"],
    ),
    "reporters.csv 是文件夹": (
        folder("reporters.csv"),
        ["reporters.csv：是一个文件夹，应为文件；请移走或改名。"],
    ),
    "plan.yaml 是空的": (
        bytes_("plan.yaml", b""),
        ["plan.yaml 第1行：应为“键: 值”的形式，例如 id: my-plan。"],
    ),
    "quotas.csv 是空的": (
        bytes_("quotas.csv", b""),
        ["quotas.csv 第1行：表头里没有报送单位一栏，如“县（市、区）”。"],
    ),
    "tasks.csv 是空的": (
        bytes_("tasks.csv", b""),
        [f"tasks.csv 第1行：表头缺少 {COLUMNS}。应有的各栏：{COLUMNS}。"],
    ),
    "工作簿改名": (
        bytes_("quotas.csv", b"PK\x03\x04\x14\x00\xff\xfe\x81"),
        [f"quotas.csv：是 Office 文件改了名字，不是文本；请用原来的程序打开，{AS_CSV}"],
    ),
    "UTF-16": (
        encoded("quotas.csv", "utf-16"),
        [f"quotas.csv：文字编码是 UTF-16（“Unicode 文本”）；请{AS_CSV}"],
    ),
    "不是文字": (
        bytes_("plan.yaml", b"id: \xff\xff\x80"),
        ["plan.yaml：文字编码既不是 UTF-8 也不是 GB18030；请另存为 UTF-8 编码。"],
    ),
    "分号分栏": (
        swapped("quotas.csv", ",", ";"),
        [f"quotas.csv 第1行：各栏之间是英文分号，应为英文逗号；请用 Excel 打开，{AS_CSV}"],
    ),
    "制表符分栏": (
        swapped("reporters.csv", ",", "\t"),
        [f"reporters.csv 第1行：各栏之间是制表符，应为英文逗号；请用 Excel 打开，{AS_CSV}"],
    ),
    "中文逗号分栏": (
        swapped("tasks.csv", ",", "，"),
        [f"tasks.csv 第1行：各栏之间是中文逗号，应为英文逗号；请用 Excel 打开，{AS_CSV}"],
    ),
    "文件太大": (
        bytes_("tasks.csv", b"x" * (16 * 1024 * 1024 + 1)),
        ["tasks.csv：有 16.1 MB，最多 16 MB；请检查是不是放错了文件。"],
    ),
    "Tab 缩进": (
        edited("plan.yaml", "    name: 认定示范基地", "\tname: 认定示范基地"),
        ["plan.yaml 第15行：不是正确的 YAML：用了 Tab 缩进，只能用空格。"],
    ),
    "全角空格缩进": (
        edited("plan.yaml", "    name: 认定示范基地", "\u3000\u3000name: 认定示范基地"),
        ["plan.yaml 第15行：不是正确的 YAML：缩进用了全角空格，只能用半角空格。"],
    ),
    "中文冒号": (
        edited("plan.yaml", "office: 示例办公室", "office：示例办公室"),
        ["plan.yaml 第6行：不是正确的 YAML：冒号要用英文的“:”，后面空一格。"],
    ),
    "冒号后面没有空格": (
        edited("plan.yaml", "office: 示例办公室", "office:示例办公室"),
        ["plan.yaml 第6行：不是正确的 YAML：冒号后面要空一格。"],
    ),
    "引号没有写完": (
        edited("plan.yaml", "title: 示例方案", 'title: "示例方案'),
        ["plan.yaml 第4行：不是正确的 YAML：引号或括号没有写完。"],
    ),
    "括号没有写完": (
        edited("plan.yaml", "values: [申报中, 已认定]", "values: [申报中, 已认定"),
        ["plan.yaml 第12行：不是正确的 YAML：方括号或花括号里缺少英文逗号，或者括号没有写完。"],
    ),
    "没有定义的引用": (
        edited("plan.yaml", "title: 示例方案", "title: *title"),
        ["plan.yaml 第4行：不是正确的 YAML：用了没有定义的 * 引用。"],
    ),
    "引用炸弹": (
        edited("plan.yaml", "lists:", BOMB + "lists:"),
        [f"plan.yaml 第11行 bomb：没有“bomb”这个键。可用的键：{KEYS}。"],
    ),
    "层层套括号": (
        edited("plan.yaml", "lists:", "sheets: " + "[" * 200 + "]" * 200 + "\nlists:"),
        ["plan.yaml：括号或缩进超过 100 层。"],
    ),
    "一百万个字": (
        edited("plan.yaml", "title: 示例方案", "title: " + "长" * 1_000_000),
        ["plan.yaml 第4行：有 1000000 个字，最多 5000 个；多半是引号没有写完，或者粘贴错了内容。"],
    ),
    "看不见的字符": (
        edited("plan.yaml", "title: 示例方案", "title: 示例\u200b方案"),
        ["plan.yaml 第4行：有看不见的字符（U+200B），请删去后重新输入。"],
    ),
    "键写了两次": (
        edited("plan.yaml", "office: 示例办公室", "office: 示例办公室\noffice: 示例办"),
        ["plan.yaml 第7行 office：“office”写了两次，第6行已有；只保留一个。"],
    ),
    "不认识的键": (
        edited("plan.yaml", "calendar: {due_day: 5}", "calendar: {due_day: 5, due_month_later: 1}"),
        [
            "plan.yaml 第9行 calendar.due_month_later：没有“due_month_later”这个键，是不是“due_months_later”？可用的键：due_day、due_months_later、due_soon_days、set_by、frequency。"
        ],
    ),
    "缺键": (
        edited("plan.yaml", "title: 示例方案\n", ""),
        ["plan.yaml 第1行：缺少“title”，应为文字。"],
    ),
    "没有填": (
        edited("plan.yaml", "title: 示例方案", "title:"),
        ["plan.yaml 第4行 title：没有填，应为文字。"],
    ),
    "方案编号用中文": (
        edited("plan.yaml", "id: sample-plan", "id: 示例方案"),
        ["plan.yaml 第2行 id：填的是“示例方案”，只能用小写英文字母、数字和连字符，如 fruit-area。"],
    ),
    "没有这一天": (
        edited("plan.yaml", "due: 2022-06-30", "due: 2022-06-31"),
        ["plan.yaml 第26行 indicators.area.due：填的是“2022-06-31”，应为日期，如 2022-12-31。"],
    ),
    "日期没有年份": (
        edited("plan.yaml", "due: 2022-06-30", "due: 6月30日"),
        ["plan.yaml 第26行 indicators.area.due：填的是“6月30日”，应为日期，如 2022-12-31。"],
    ),
    "没有这个月": (
        edited("plan.yaml", "end: 2022-12", "end: 2022-13"),
        ["plan.yaml 第8行 period.end：填的是“2022-13”，应为月份，如 2022-01。"],
    ),
    "结束早于开始": (
        edited("plan.yaml", "end: 2022-12", "end: 2021-12"),
        ["plan.yaml 第8行 period.end：结束月份 2021-12 早于开始月份 2022-01。"],
    ),
    "不认识的 operator": (
        edited("plan.yaml", "operator: at_least\n    basis: new", "operator: 不少于\n    basis: new"),
        [
            "plan.yaml 第18行 indicators.base.operator：填的是“不少于”，应为 at_least、about、hold、above、scope 之一。"
        ],
    ),
    "不认识的 basis": (
        edited("plan.yaml", "basis: total", "basis: all"),
        ["plan.yaml 第24行 indicators.area.basis：填的是“all”，应为 new、total 之一。"],
    ),
    "不是 true 或 false": (
        edited("plan.yaml", "counted: false", "counted: 否"),
        ["plan.yaml 第25行 indicators.area.counted：填的是“否”，应为 true 或 false。"],
    ),
    "全角数字": (
        edited("plan.yaml", "due_day: 5", "due_day: ５"),
        ["plan.yaml 第9行 calendar.due_day：填的是“５”，应为 1 至 31 的整数。"],
    ),
    "目标值写了汉字": (
        edited("plan.yaml", "value: 3", "value: 三"),
        ["plan.yaml 第40行 targets.base.value：填的是“三”，应为数字。"],
    ),
    "目标的指标不存在": (
        edited("plan.yaml", "indicator: base, value", "indicator: bass, value"),
        [
            "plan.yaml 第40行 targets.base.indicator：没有编号为“bass”的指标，是不是“base”？本方案的指标：base、area。"
        ],
    ),
    "指标编号重复": (
        edited("plan.yaml", "  - id: area", "  - id: base"),
        [
            "plan.yaml 第20行 indicators.2：“base”与第14行重复；每一项的名称只能用一次。",
            "quotas.csv!D1：没有“种植面积（万亩）”这个指标。plan.yaml 中的指标：认定示范基地（个）。",
        ],
    ),
    "同一叫法指两个指标": (
        edited("plan.yaml", "    name: 种植面积", "    name: 示范基地"),
        [
            "plan.yaml 第20行 indicators.area：“示范基地”已经是指标 base 的名称或叫法，一种叫法只能指一个指标。",
            "quotas.csv!D1：没有“种植面积（万亩）”这个指标，是不是“示范基地（万亩）”？plan.yaml 中的指标：认定示范基地（个）、示范基地（万亩）。",
        ],
    ),
    "台账没有认定的栏": (
        edited("plan.yaml", "key: true, ", ""),
        ["plan.yaml 第35行 ledgers.base.fields：没有一栏标明 key: true；要有一栏能认出所填的是哪一个。"],
    ),
    "名单不存在": (
        edited("plan.yaml", "enum: stages", "enum: stage"),
        [
            "plan.yaml 第38行 ledgers.base.fields.stage.constraints.enum：lists 中没有“stage”，是不是“stages”？可用的：stages；也可以直接写 [甲, 乙]。",
            "plan.yaml 第31行 ledgers.base.stage：填的是“已认定”，应为阶段栏（stage: true）enum 中的一个：（没有阶段栏）。",
        ],
    ),
    "统称指不认识的种类": (
        edited("plan.yaml", "kind: county", "kind: 县"),
        ["plan.yaml 第10行 groups.各县.kind：填的是“县”，应为 county、city、department、committee 之一。"],
    ),
}
