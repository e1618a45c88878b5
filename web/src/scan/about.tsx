import { usePage } from "./page-context.ts";

/** What is collected and what is not. */
export const About = () => {
  const { about } = usePage().words.catalogue;
  return (
    <details className="fold">
      <summary>{about.title}</summary>
      <h3>{about.collectedTitle}</h3>
      <ul>
        {about.collected.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <h3>{about.notTitle}</h3>
      <ul>
        {about.not.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <p>{about.choice}</p>
    </details>
  );
};
