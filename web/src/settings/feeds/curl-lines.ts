/** What sends a file and asks for its report, as the manual has it. */
export const curlLines = (origin: string, token: string): string =>
  `TOKEN=${token}
FILE=labs.csv

ANSWER=$(curl -sf ${origin}/api/v1/uploads \\
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  -d "{\\"name\\":\\"$FILE\\",\\"size\\":$(stat -c %s "$FILE")}")
curl -sf -T "$FILE" "$(echo "$ANSWER" | jq -r .url)"
curl -sf -H "Authorization: Bearer $TOKEN" \\
  "${origin}/api/v1/uploads/$(echo "$ANSWER" | jq -r .fileId)"`;
