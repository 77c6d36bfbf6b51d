"""The design system: tokens, components, base templates, icons and translations."""
