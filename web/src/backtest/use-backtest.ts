import type { Backtest } from "@throughline/shared/ward-api.ts";
import { useEffect, useRef, useState } from "react";
import type { Answer } from "../journal/request.ts";
import { askBacktest, type BacktestQuestion } from "./ask-backtest.ts";

type Failure = Extract<Answer<Backtest>, { ok: false }>;

export interface Backtesting {
  asking: boolean;
  failure: Failure | undefined;
  /** The answers for the same two files, the latest first, one for each question. */
  found: readonly Backtest[];
  ask: (question: BacktestQuestion) => Promise<void>;
  stop: () => void;
  /** Other files: what was found does not compare with what will be. */
  clear: () => void;
}

const unreadable: Failure = {
  ok: false,
  status: 0,
  code: "UNREADABLE",
  message: "A file can no longer be read. It was changed or removed: choose it again.",
};

const isSame = (one: Backtest, other: Backtest) =>
  one.thresholdHours === other.thresholdHours && one.from === other.from && one.to === other.to;

/** Asks one question at a time; what was answered stays until other files are chosen. */
export const useBacktest = (site: string): Backtesting => {
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [found, setFound] = useState<readonly Backtest[]>([]);
  const controller = useRef<AbortController>(null);
  useEffect(() => () => controller.current?.abort(), []);
  return {
    asking,
    failure,
    found,
    stop: () => controller.current?.abort(),
    clear: () => {
      setFound([]);
      setFailure(undefined);
    },
    ask: async (question) => {
      const current = new AbortController();
      controller.current = current;
      setAsking(true);
      setFailure(undefined);
      const answer = await askBacktest(site, question, current.signal).catch((problem) => {
        if (problem instanceof DOMException) return unreadable;
        throw problem;
      });
      setAsking(false);
      if (answer.ok) {
        const { value } = answer;
        setFound((before) => [value, ...before.filter((one) => !isSame(one, value))]);
      } else if (answer.code !== "CANCELLED") setFailure(answer);
    },
  };
};
