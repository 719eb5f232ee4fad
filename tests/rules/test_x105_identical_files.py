from fuxi_cli.rules import x105_identical_files as rule
from support.builders import JIA, YI, assert_clean, assert_finds, period_case, submission


def test_one_content_under_two_names_is_found_at_the_second() -> None:
    files = (
        submission(path="a/乙县.xlsx", sha256="ab", reporter=YI),
        submission(path="a/甲县.xlsx", sha256="ab"),
    )
    (found,) = assert_finds(rule, period_case(all_submissions=files), ["文件"])
    assert (found.path, found.reporter, found.expected) == ("a/甲县.xlsx", JIA.id, "a/乙县.xlsx")
    assert found.message == "文件“甲县.xlsx”与“乙县.xlsx”内容完全一样，只是文件名不同。"


def test_the_same_name_in_two_folders_is_told_with_its_folder() -> None:
    files = [submission(path=f"{folder}\\甲县.xlsx", sha256="ab") for folder in "12"]
    (found,) = assert_finds(rule, period_case(all_submissions=files), ["文件"])
    assert "“2\\甲县.xlsx”与“1\\甲县.xlsx”" in found.message


def test_a_third_is_found_as_well() -> None:
    files = [submission(path=f"{n}.xlsx", sha256="ab") for n in (3, 1, 2)]
    found = assert_finds(rule, period_case(all_submissions=files), ["文件"] * 2)
    assert [(f.path, f.expected) for f in found] == [("2.xlsx", "1.xlsx"), ("3.xlsx", "1.xlsx")]


def test_different_files_are_clean() -> None:
    assert_clean(
        rule, period_case(submission(sha256="ab"), submission(path="乙县.xlsx", sha256="cd", reporter=YI))
    )


def test_files_of_unknown_content_are_clean() -> None:
    assert_clean(rule, period_case(submission(), submission(path="乙县.xlsx", reporter=YI)))
