/** Names of a component's own style sheet, as the bundler made them unique. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}

// The bundler turns an imported style sheet into a file of its own; nothing is imported from it.
declare module '*.css';
