// Credentials are typed in here: they stay in this page's memory, and no outside host is asked anything.
SwaggerUIBundle({
  url: "openapi.yaml",
  dom_id: "#api",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  docExpansion: "none",
  persistAuthorization: false,
  queryConfigEnabled: false,
  validatorUrl: null,
});
