// The shapes of the routes' answers by the name the server gives them; generated from its own document
// (web/generated/openapi.json), so that a change of the interface is a type error here.
import type { components } from 'web/generated/api';

export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
