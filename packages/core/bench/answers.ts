/** The benchmark server's responses: one user, and a page of 100 users. */
export const user = JSON.stringify({
  id: 1,
  username: "ada",
  email: "ada@example.com",
  display_name: "Ada",
  avatar_url: "https://example.com/ada.png",
  member_since: 1_500_000_000,
  last_updated: 1_500_000_000,
  additional_properties: { gamePieceColor: { type: "text", value: "teal" } },
});

export const page = JSON.stringify({
  content: Array.from({ length: 100 }, (_, index) => ({
    id: index + 1,
    username: `user${index}`,
    email: `user${index}@example.com`,
    display_name: `User ${index}`,
    avatar_url: "https://example.com/avatar.png",
    fullname: `Full Name ${index}`,
    member_since: 1_500_000_000,
    last_updated: 1_500_000_000,
    last_activity: 1_500_000_000,
  })),
  first: true,
  last: false,
  number: 0,
  number_of_elements: 100,
  size: 100,
  total_elements: 1000,
  total_pages: 10,
});
