class Node:
    def __init__(self, key):
        self.key, self.left, self.right = key, None, None


# #region delete
def delete(node, key):
    """The subtree without `key`; in order it lists the same keys as before, less one."""
    if node is None:
        return None
    if key < node.key:
        node.left = delete(node.left, key)
    elif key > node.key:
        node.right = delete(node.right, key)
    elif node.left is None:  # no child, or a right one alone
        return node.right
    elif node.right is None:
        return node.left
    else:  # two children: the next key in order takes its place
        successor = node.right
        while successor.left is not None:
            successor = successor.left
        node.key = successor.key
        node.right = delete(node.right, successor.key)
    return node
# #endregion delete


def insert(root, key):
    """Without recursion, because sorted keys make a tree as deep as they are many."""
    if root is None:
        return Node(key)
    node = root
    while key != node.key:
        side = "left" if key < node.key else "right"
        child = getattr(node, side)
        if child is None:
            setattr(node, side, Node(key))
            break
        node = child
    return root


def in_order(root):
    stack, node = [], root
    while stack or node:
        while node:
            stack.append(node)
            node = node.left
        node = stack.pop()
        yield node.key
        node = node.right


def height(root):
    level, levels = [root] if root else [], 0
    while level:
        level = [child for node in level for child in (node.left, node.right) if child]
        levels += 1
    return levels


def tree_of(keys):
    root = None
    for key in keys:
        root = insert(root, key)
    return root


if __name__ == "__main__":
    import random

    random.seed(1)
    print(height(tree_of(range(1_000))), height(tree_of(random.sample(range(1_000), 1_000))))
    root = tree_of([50, 30, 70, 20, 40, 60, 80])
    for key in (20, 30, 50):
        root = delete(root, key)
        print(key, root.key, *in_order(root))
