/** No 8 characters of it can be anywhere by chance. */
export const CANARY = 'kx7QzTokenCanary_93f0aVbNw2LmEr8sYp-1234';
export const PASSPHRASE = 'correct horse battery staple';
