"""What is called proved, killed or survived is that; nothing is lost between them."""

import numpy as np
import pytest

from handover.mutation.mutation_run import MutationRun
from handover.mutation.search import varied
from handover.mutation.strength import strength_of
from handover.mutation.trees.tree_group import TreeGroup
from tests.mutation.mutation_runs import examined, examiner_of


@pytest.mark.parametrize("kind", ["forest", "boosting", "histogram boosting"])
def test_no_row_at_all_shows_a_mutant_that_is_proved_equivalent(kind):
    examiner, found = examined(kind)
    rng = np.random.default_rng(1)
    base = varied(examiner.subject, rows=900)
    around = np.concatenate([base, near_the_vectors(examiner, rng)])
    rows = [row for row in examiner.subject.space.rows(around) if examiner.subject.accepts(row)]
    played = examiner.maker.of_rows(rows)
    proofs = 0
    for part in found.parts:
        if isinstance(part.group, TreeGroup) and part.proofs:
            proved = np.array(sorted(part.proofs))
            proofs += len(proved)
            kills = part.group.play(played, proved, first=0, most=len(played))
            assert not len(kills.mutants)
    assert proofs


def near_the_vectors(examiner, rng):
    """Return codes of vectors with one number moved by one or two wire values."""
    space = examiner.subject.space
    codes = space.encode([dict(row) for row in examiner.rows.rows])
    found = []
    for number, cell in enumerate(space.cells):
        moved = codes.copy()
        if cell.table is None:
            moved[:, number] = np.clip(
                moved[:, number] + rng.integers(-2, 3, len(moved)), cell.low, cell.high
            )
            found.append(moved)
    return np.concatenate(found)


@pytest.mark.parametrize("kind", ["forest", "histogram boosting", "logistic"])
def test_every_mutant_ends_one_way_and_every_survivor_has_a_row_that_kills_it(kind):
    examiner, found = examined(kind)
    told = strength_of(found)
    total = told.total
    mutants = sum(len(part.group.kinds) for part in found.parts)
    ends = (total.killed, total.proved, total.searched, total.tolerated, total.survived)
    assert sum(ends) == mutants
    assert total.killed > 0.5 * (mutants - total.proved - total.tolerated)
    rows = examiner.maker.of_rows(list(found.searched)) if found.searched else None
    for part in found.parts:
        for mutant in np.flatnonzero(part.found >= 0).tolist():
            at = int(part.found[mutant])
            kills = part.group.play(rows, np.array([mutant]), first=0, most=len(rows))
            assert at in kills.rows.tolist()


@pytest.mark.parametrize("kind", ["forest", "logistic"])
def test_a_killer_is_a_vector_on_which_the_mutant_is_wrong(kind):
    examiner, found = examined(kind)
    for part in found.parts:
        killed = np.flatnonzero(part.killer >= 0)[::9]
        for mutant in killed.tolist():
            kills = part.group.play(
                examiner.rows, np.array([mutant]), first=0, most=len(examiner.rows)
            )
            assert int(part.killer[mutant]) in kills.rows.tolist()


def test_the_same_seed_gives_the_same_figures():
    first = strength_of(examiner_of("tree").examine())
    second = strength_of(examiner_of("tree").examine())
    assert first.to_json(()) == second.to_json(())


def test_fewer_vectors_kill_less_and_searched_rows_find_what_they_miss():
    examiner, found = examined("forest")
    few = MutationRun(examiner.subject, examiner.vectors[:15])
    less = strength_of(few.examine()).total
    whole = strength_of(found).total
    assert less.killed < whole.killed
    assert less.survived > 100
    # What can be found at all hardly depends on which vectors were there to begin with.
    assert less.killed + less.survived == pytest.approx(whole.killed + whole.survived, rel=0.01)


def test_progress_ends_with_all_mutants_played():
    seen = []
    examiner = examiner_of("tree")
    examiner.play(examiner.rows, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
