"""`handover init` drafts a contract that check refuses until its TODOs are filled in."""

import re

from handover.cli import main


def test_a_draft_is_refused_only_for_what_a_person_has_to_fill_in(shop, tmp_path, capsys):
    drafted = tmp_path / "mine.yaml"
    words = ["init", "--model", str(shop.model), "--data", str(shop.data), "--target", "bought"]
    assert main([*words, "-o", str(drafted)]) == 0
    assert "next: correct it, then run: handover check" in capsys.readouterr().out
    assert main(["check", str(drafted)]) == 3
    codes = set(re.findall(r"\b(?:error|warning) (HC\d+)", capsys.readouterr().out))
    assert codes == {"HC105"}
    text = drafted.read_text(encoding="utf-8")
    assert "basket_eur" in text
    assert "ios" in text


def test_a_file_that_is_there_is_not_replaced(shop, tmp_path, capsys):
    drafted = tmp_path / "mine.yaml"
    drafted.write_text("mine", encoding="utf-8")
    words = ["init", "--model", str(shop.model), "--data", str(shop.data), "-o", str(drafted)]
    assert main(words) == 2
    assert "HU103" in capsys.readouterr().err
    assert drafted.read_text(encoding="utf-8") == "mine"


def test_a_target_that_is_not_there_is_named_with_the_nearest_column(shop, tmp_path, capsys):
    words = ["init", "--model", str(shop.model), "--data", str(shop.data), "--target", "bouht"]
    assert main([*words, "-o", str(tmp_path / "mine.yaml")]) == 1
    assert "'bought'" in capsys.readouterr().err
