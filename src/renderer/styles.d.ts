// The bundler turns an imported style sheet into a file of its own; nothing is imported from it.
declare module '*.css';
