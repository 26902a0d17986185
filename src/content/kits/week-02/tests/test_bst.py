"""What your search tree has to do: write bst.py beside this folder. An empty tree is None."""

import random

import pytest

bst = pytest.importorskip("bst", reason="write bst.py with insert, search, delete and in_order")


def tree_of(keys):
    root = None
    for key in keys:
        root = bst.insert(root, key)
    return root


KEYS = [50, 30, 70, 20, 40, 60, 80]


def test_in_order_is_sorted():
    assert list(bst.in_order(tree_of(KEYS))) == sorted(KEYS)
    assert list(bst.in_order(None)) == []


def test_search():
    root = tree_of(KEYS)
    assert bst.search(root, 60)
    assert not bst.search(root, 65)


@pytest.mark.parametrize("key", [20, 30, 50, 65], ids=["leaf", "two children", "root", "not there"])
def test_delete(key):
    root = bst.delete(tree_of(KEYS), key)
    assert list(bst.in_order(root)) == sorted(set(KEYS) - {key})


def test_delete_with_one_child():
    root = bst.delete(bst.delete(tree_of(KEYS), 20), 30)
    assert list(bst.in_order(root)) == [40, 50, 60, 70, 80]


def test_sorted_keys_do_not_exhaust_the_stack():
    assert len(list(bst.in_order(tree_of(range(3_000))))) == 3_000


def test_against_a_set():
    random.seed(1)
    root, model = None, set()
    for _ in range(2_000):
        key = random.randrange(100)
        if random.random() < 0.5:
            root = bst.insert(root, key)
            model.add(key)
        else:
            root = bst.delete(root, key)
            model.discard(key)
        assert list(bst.in_order(root)) == sorted(model)
