# #region default
def collect(item, found=[]):
    found.append(item)
    return found


print(collect(1))  # [1]
print(collect(2))  # [1, 2]: the same list as before
# #endregion default


# #region fixed
def collect_anew(item, found=None):
    found = [] if found is None else found
    found.append(item)
    return found


print(collect_anew(1))  # [1]
print(collect_anew(2))  # [2]
# #endregion fixed
