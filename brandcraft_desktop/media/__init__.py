"""Files: probing, fitting, thumbnails and the content-addressed store."""
