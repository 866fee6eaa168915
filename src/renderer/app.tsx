/** The page: for now, what Tieout is and where it can be used today. */
export function App() {
  return (
    <main>
      <h1>Tieout</h1>
      <p>
        Audits whether what Raise recorded is what CRM+ holds, to the record and to the cent. The
        audits run from the command line today; their pages come here.
      </p>
    </main>
  );
}
