// What JupyterLab loads of an extension, written by hand, so that nothing need be built: .ijnb, the notebooks of Oracle's VS Code extension, are the same JSON as
// .ipynb, and JupyterLab only has to be told.
(window._JUPYTERLAB = window._JUPYTERLAB || {})["interleave-ijnb"] = {
  init: async () => {},
  get: async () => () => ({
    __esModule: true,
    default: {
      id: "interleave-ijnb:plugin",
      description: "Opens Oracle's Java notebooks (.ijnb) as notebooks",
      autoStart: true,
      activate: app => {
        const notebook = app.docRegistry.getFileType("notebook");
        const type = {
          name: "java-notebook",
          displayName: "Java Notebook",
          extensions: [".ijnb"],
          mimeTypes: notebook.mimeTypes,
          contentType: "notebook",
          fileFormat: "json",
          icon: notebook.icon,
        };
        app.docRegistry.addFileType(type, ["Notebook"]);
      },
    },
  }),
};
