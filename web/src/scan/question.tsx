import { type ReactNode, useEffect, useRef } from "react";

/** Asks before something is done that cannot be taken back. Takes the focus, so that it is heard. */
export const Question = ({ title, children }: { title: string; children: ReactNode }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="question">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
};
