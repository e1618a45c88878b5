import type { FileKind } from "@throughline/shared/feed.ts";

const names: Record<FileKind, string> = {
  pms: "stays.csv",
  lis: "tests.csv",
  records: "notes.csv",
};

/** What sends a file of a kind and asks for its report, as the manual has it. */
export const curlLines = (origin: string, token: string, kind: FileKind): string =>
  `TOKEN=${token}
FILE=${names[kind]}

ANSWER=$(curl -sf ${origin}/api/v1/uploads \\
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  -d "{\\"name\\":\\"$FILE\\",\\"size\\":$(stat -c %s "$FILE")}")
curl -sf -T "$FILE" "$(echo "$ANSWER" | jq -r .url)"
curl -sf -H "Authorization: Bearer $TOKEN" \\
  "${origin}/api/v1/uploads/$(echo "$ANSWER" | jq -r .fileId)"`;
