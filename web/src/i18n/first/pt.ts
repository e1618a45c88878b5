import type { FirstStrings } from "../first.ts";

export const first: FirstStrings = {
  saving: "Salvando…",
  saved: "Salvo neste telefone.",
  received: "Salvo e recebido.",
  waiting: "Salvo neste telefone. Será enviado quando a conexão voltar.",
  refused: "Salvo neste telefone, mas não foi aceito pela clínica.",
  repeated: "Você já escaneou aqui às {time}. Conta uma só vez.",
  purpose:
    "Isto só mede os tempos de espera. Não registra a sua chegada nem chama a equipe. Fale com a recepção.",
  noStation: "Nenhum posto aqui",
  noStationHow:
    "Este endereço não corresponde a nenhum posto. Escaneie de novo o código do cartaz.",
  unstored:
    "Este telefone não permite que a página salve nada. A leitura está sendo enviada agora: mantenha esta página aberta.",
  unstoredReceived: "Recebido. Nada foi salvo neste telefone.",
  languages: "Idioma",
};
