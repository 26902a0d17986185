from collections import deque


# #region bfs
def fewest_hops(graph, start, goal):
    """A shortest path by number of edges, or None. O(nodes + edges)."""
    came_from = {start: None}  # also the set of visited nodes
    queue = deque([start])
    while queue:
        node = queue.popleft()
        if node == goal:
            path = []
            while node is not None:
                path.append(node)
                node = came_from[node]
            return path[::-1]
        for neighbour in graph[node]:
            if neighbour not in came_from:
                came_from[neighbour] = node
                queue.append(neighbour)
    return None
# #endregion bfs


# #region dfs
def topological_order(graph):
    """Every node before the nodes it points to; ValueError where the graph has a cycle."""
    order, state = [], {}

    def visit(node):
        if state.get(node) == "open":
            raise ValueError(f"cycle through {node}")
        if node not in state:
            state[node] = "open"
            for neighbour in graph[node]:
                visit(neighbour)
            state[node] = "done"
            order.append(node)

    for node in graph:
        visit(node)
    return order[::-1]
# #endregion dfs


if __name__ == "__main__":
    city = {"a": ["b", "c"], "b": ["d"], "c": ["e"], "d": ["e", "f"], "e": ["f"], "f": [], "g": []}
    print(fewest_hops(city, "a", "f"), fewest_hops(city, "a", "g"))
    print(topological_order(city))
    try:
        topological_order({"a": ["b"], "b": ["c"], "c": ["a"]})
    except ValueError as error:
        print(error)
