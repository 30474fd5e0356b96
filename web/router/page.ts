// What a page of the desk says about itself. A module exports a list of these from modules/<m>/web/index.ts;
// the router, the menu, the search and the screenshots are made from it.
import type { Component } from 'vue';

export type MenuGroup = 'home' | 'service' | 'business' | 'data' | 'manage' | 'own';

export interface Page {
  name: string; // unique: "service_centre.case"
  path: string; // "/service-centre/cases/:id"
  component: () => Promise<Component | { default: Component }>;
  title: string; // text key
  /** Any one of these rights opens it; none named = every signed-in person. The server decides again. */
  rights?: string[];
  menu?: { group: MenuGroup; order: number; icon: string };
  tab?: { order: number; icon: string; title?: string }; // stands in the row under the thumb on a phone
  under?: string; // name of the page whose menu entry stays lit and that comes before it in the breadcrumb
  open?: boolean; // reachable signed out
  bare?: boolean; // without the shell
  words?: string; // text key of further search words, space-separated
  /** For every parameter a list whose first item's id fills it: screenshots and accessibility tests visit each page. */
  sample?: Record<string, string>;
}

/** A part of the workbench that a module brings. */
export interface Card {
  name: string;
  component: () => Promise<Component | { default: Component }>;
  place: 'main' | 'side';
  order: number;
  rights?: string[];
}
