// Loaded by the router when an item is visited.
window.itemRoute = async (id, fetchItem) => {
  const item = await fetchItem(id);
  return { ...item, features: [...item.features].sort() };
};
